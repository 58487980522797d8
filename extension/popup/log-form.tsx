import { useEffect, useRef, useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { NoteKind, PopupState } from '../protocol';
import { remindChoices } from './remind-choices';

type Draft = NonNullable<PopupState['draft']>;
const KINDS = ['call', 'email', 'meeting', 'note'] as const satisfies NoteKind[];

interface LogFormProps {
  t: Translate;
  customer: { id: string; name: string; fromMail: boolean };
  draft: PopupState['draft'];
  /** Called with the note's id once it is safely stored on this device. */
  onSaved: (id: string) => void;
}

/** Logs a contact: type, save. What is typed is kept as a draft at every pause, so closing the popup loses nothing. */
export function LogForm({ t, customer, draft, onSaved }: LogFormProps) {
  const own = draft?.customer === customer.id ? draft : null;
  const [kind, setKind] = useState<NoteKind>(own?.kind ?? 'call');
  const [text, setText] = useState(own?.text ?? '');
  const [remindAt, setRemindAt] = useState<number | null>(own?.remindAt ?? null);
  const [problem, setProblem] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const latest = useRef<Draft | null>(own);
  const choices = remindChoices(new Date());

  useEffect(() => field.current?.focus(), [customer.id]);
  useEffect(() => {
    latest.current = text || remindAt ? { customer: customer.id, kind, text, remindAt } : null;
    const timer = setTimeout(() => void ask('note.draft', { draft: latest.current }), 250);
    return () => clearTimeout(timer);
  }, [kind, text, remindAt]);
  useEffect(() => {
    const keep = () => void ask('note.draft', { draft: latest.current });
    addEventListener('pagehide', keep);
    return () => removeEventListener('pagehide', keep);
  }, []);

  const save = async () => {
    const saved = await ask('note.save', { customer: customer.id, kind, text, remindAt });
    if (!saved.ok) return setProblem(saved.text || t('popup.not-saved'));
    latest.current = null;
    setText('');
    setRemindAt(null);
    setProblem('');
    onSaved(saved.value.id);
  };
  return (
    <form
      class="log"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>
        <span class="sub">{t('popup.log')}</span> <bdi class="cut">{customer.name}</bdi>{' '}
        {customer.fromMail && <span class="sub">{t('popup.log.from-mail')}</span>}
      </h2>
      <fieldset class="kinds">
        <legend class="hidden">{t('popup.log.kind')}</legend>
        {KINDS.map((each) => (
          <label key={each} class={kind === each ? 'is-on' : ''}>
            <input type="radio" name="kind" value={each} checked={kind === each} onChange={() => setKind(each)} />
            {t(`kind.${each}`)}
          </label>
        ))}
      </fieldset>
      <textarea
        ref={field}
        dir="auto"
        rows={3}
        maxLength={4000}
        value={text}
        aria-label={t('popup.log.placeholder')}
        placeholder={t('popup.log.placeholder')}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            void save();
          }
        }}
      />
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="acts">
        <label class="remind">
          <span class="sub">{t('popup.remind')}</span>
          <select
            value={String(choices.find((each) => each.at === remindAt)?.key ?? 'none')}
            onChange={(event) => setRemindAt(choices.find((each) => each.key === event.currentTarget.value)?.at ?? null)}
          >
            {choices.map((each) => (
              <option key={each.key} value={each.key}>
                {t(`popup.remind.${each.key}`, { n: 3 })}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="btn pri">
          {t('popup.save')} <kbd aria-hidden="true">{navigator.platform.startsWith('Mac') ? '⌘↵' : 'Ctrl ↵'}</kbd>
        </button>
      </div>
    </form>
  );
}
