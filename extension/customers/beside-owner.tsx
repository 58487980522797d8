/** Who of us stands in for the owner, and who knows the technology there: named here, shown wherever the customer is. */
import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { ReportState } from '../report-protocol';
import { Choice } from './choice';

interface Props {
  t: Translate;
  state: ReportState;
  customer: string;
  /** User ids; null for nobody. */
  backup: string | null;
  technical: string | null;
  onDone: () => void;
}
const ROLES = ['backup', 'technical'] as const;

export function BesideOwner({ t, state, customer, onDone, ...named }: Props) {
  const [problem, setProblem] = useState('');
  if (state.role === 'viewer') return null;
  const people = Object.entries(state.users).sort(([, a], [, b]) => a.localeCompare(b, t.locale.language));
  const say = async (role: (typeof ROLES)[number], user: string) => {
    const data = { [role]: user === '' ? null : user };
    const answer = await ask('work.say', { customer, title: t('keeping.beside.saved'), events: [{ type: 'customer.profile', data }] });
    setProblem(answer.ok ? '' : answer.text);
    if (!answer.ok) return;
    await ask('sync.now');
    onDone();
  };
  return (
    <details class="panel">
      <summary>{t('keeping.beside')}</summary>
      <div class="filters">
        {ROLES.map((role) => (
          <Choice
            key={role}
            label={t(`keeping.${role}`)}
            value={named[role] ?? ''}
            onChange={(user) => void say(role, user)}
            options={[['', t('list.unowned')], ...people]}
          />
        ))}
      </div>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </details>
  );
}
