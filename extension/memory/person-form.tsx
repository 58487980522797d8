import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ContactFact } from '../../shared/facts/facts';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { SaveOrCancel } from '../own-page/save-or-cancel';

interface PersonFormProps {
  t: Translate;
  customer: string;
  /** undefined for somebody new. */
  person: ContactFact | undefined;
  onSaved: (id: string, text: string) => void;
  onCancel: () => void;
}
const FIELDS = [
  ['name', 200],
  ['role', 120],
  ['nickname', 60],
  ['email', 320],
] as const;

/** Adds or corrects a person of a customer. An address is how the card knows their mail. */
export function PersonForm({ t, customer, person, onSaved, onCancel }: PersonFormProps) {
  const [said, setSaid] = useState({
    name: person?.name ?? '',
    role: person?.role ?? '',
    nickname: person?.nickname ?? '',
    email: person?.email ?? '',
  });
  const [left, setLeft] = useState(person?.left ?? false);
  const [problem, setProblem] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  const save = async () => {
    const email = said.email.trim().toLowerCase();
    if (said.name.trim() === '' && email === '') return setProblem(t('people.empty'));
    const answer = await ask('contact.save', { customer, ...said, email, ...(person ? { contact: person.id, left } : {}) });
    if (answer.ok) onSaved(answer.value.id, t('people.saved', { name: { name: said.name || email } }));
    else setProblem(answer.code === 'payload' ? t('people.email.wrong') : answer.text);
  };
  return (
    <form
      ref={form}
      class="person"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      {FIELDS.map(([field, most]) => (
        <input
          key={field}
          type="text"
          dir={field === 'email' ? 'ltr' : said[field] === '' ? undefined : 'auto'}
          maxLength={most}
          value={said[field]}
          placeholder={t(`people.${field}`)}
          aria-label={t(`people.${field}`)}
          autocomplete="off"
          onInput={(event) => setSaid({ ...said, [field]: event.currentTarget.value })}
        />
      ))}
      {person && (
        <label class="check">
          <input type="checkbox" checked={left} onChange={(event) => setLeft(event.currentTarget.checked)} />
          {t('people.gone')}
        </label>
      )}
      <SaveOrCancel t={t} problem={problem} onCancel={onCancel} />
    </form>
  );
}
