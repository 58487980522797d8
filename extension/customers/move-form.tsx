/** Somebody works for another customer now: here they have left, there they are known with where they came from. */
import { useState } from 'preact/hooks';
import type { ContactFact } from '../../shared/facts/facts';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { Choice } from './choice';
import { PickCustomer } from './pick-customer';

export function MoveForm(props: { t: Translate; customer: string; contacts: readonly ContactFact[]; onDone: () => void }) {
  const { t, customer, contacts, onDone } = props;
  const [contact, setContact] = useState('');
  const [to, setTo] = useState<{ id: string; name: string } | null>(null);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('');
  const [said, setSaid] = useState<{ text: string; undo: string | null }>({ text: '', undo: null });
  const move = async (there: string) => {
    const answer = await ask('keeping.move', { from: customer, contact, to: there, email: email.trim(), role: role.trim() });
    setSaid(answer.ok ? { text: t('move.done'), undo: answer.value.id } : { text: answer.text, undo: null });
    if (answer.ok) onDone();
  };
  const undo = async (id: string) => {
    const answer = await ask('keeping.undo', { id });
    setSaid({ text: answer.ok ? t('handover.undone') : answer.text, undo: null });
    onDone();
  };
  return (
    <details class="panel">
      <summary>{t('move.title')}</summary>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          if (to && contact !== '') void move(to.id);
        }}
      >
        <Choice
          label={t('move.who')}
          value={contact}
          onChange={setContact}
          options={[
            ['', t('handover.choose')],
            ...contacts.filter(({ left }) => !left).map(({ id, name, email }) => [id, name || email || id] as const),
          ]}
        />
        <PickCustomer t={t} label={t('move.to')} not={customer} value={to?.id ?? ''} onPick={(id, name) => setTo({ id, name })} />
        <label>
          <span class="sub">{t('move.email')}</span>
          <input type="email" dir="ltr" value={email} onInput={(event) => setEmail(event.currentTarget.value)} />
        </label>
        <label>
          <span class="sub">{t('move.role')}</span>
          <input dir="auto" value={role} onInput={(event) => setRole(event.currentTarget.value)} />
        </label>
        <button type="submit" class="btn pri" disabled={!to || contact === ''}>
          {to ? t('move.do', { name: { name: to.name } }) : t('move.title')}
        </button>
      </form>
      <p class="sub" role="status">
        {said.text}{' '}
        {said.undo !== null && (
          <button type="button" class="btn txt" onClick={() => said.undo !== null && void undo(said.undo)}>
            {t('card.undo')}
          </button>
        )}
      </p>
    </details>
  );
}
