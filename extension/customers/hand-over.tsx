/** Giving customers to somebody else, or having somebody cover for a while: for those chosen, or for all of one user's. */
import { useState } from 'preact/hooks';
import { DAY } from '../../shared/event';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { ReportState } from '../report-protocol';
import { Choice } from './choice';

interface Props {
  t: Translate;
  state: ReportState;
  chosen: readonly string[];
  onDone: () => void;
}
const NOBODY = ':nobody';

export function HandOver({ t, state, chosen, onDone }: Props) {
  const mayGive = state.role === 'admin' || state.role === 'manager';
  const [what, setWhat] = useState<'to' | 'cover'>(mayGive ? 'to' : 'cover');
  const [of, setOf] = useState('');
  const [user, setUser] = useState('');
  const [until, setUntil] = useState('');
  const [said, setSaid] = useState<{ text: string; undo: string | null; bad: boolean }>({ text: '', undo: null, bad: false });
  const people = Object.entries(state.users).sort(([, a], [, b]) => a.localeCompare(b, t.locale.language));
  if (state.role === 'viewer') return null;
  // An agent speaks for own customers only.
  const whose = mayGive ? of : state.me;
  const ready = user !== '' && (chosen.length > 0 || whose !== '');
  const send = async () => {
    const which = chosen.length > 0 ? { customers: [...chosen] } : { of: whose };
    const by =
      what === 'to' ? { to: user === NOBODY ? null : user } : { cover: user, ...(until === '' ? {} : { until: Date.parse(until) + DAY }) };
    const answer = await ask('keeping.hand-over', { ...which, ...by });
    if (!answer.ok) return setSaid({ text: answer.text, undo: null, bad: true });
    const { customers, id, more } = answer.value;
    setSaid({ text: `${t(`handover.done.${what}`, { n: customers })}${more ? ` ${t('handover.more')}` : ''}`, undo: id, bad: false });
    onDone();
  };
  const undo = async (id: string) => {
    const answer = await ask('keeping.undo', { id });
    setSaid({ text: answer.ok ? t('handover.undone') : answer.text, undo: null, bad: !answer.ok });
    onDone();
  };
  return (
    <details class="panel" open={chosen.length > 0}>
      <summary>{chosen.length > 0 ? t('handover.chosen', { n: chosen.length }) : t('handover.title')}</summary>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void send();
        }}
      >
        {mayGive && (
          <Choice
            label={t('handover.what')}
            value={what}
            onChange={(next) => setWhat(next as 'to' | 'cover')}
            options={[
              ['to', t('handover.what.to')],
              ['cover', t('handover.what.cover')],
            ]}
          />
        )}
        {chosen.length === 0 && mayGive && (
          <Choice label={t('handover.of')} value={of} onChange={setOf} options={[['', t('handover.choose')], ...people]} />
        )}
        <Choice
          label={t(what === 'to' ? 'handover.to' : 'handover.cover')}
          value={user}
          onChange={setUser}
          options={[['', t('handover.choose')], ...(what === 'to' ? ([[NOBODY, t('list.unowned')]] as const) : []), ...people]}
        />
        {what === 'cover' && (
          <label>
            <span class="sub">{t('handover.until')}</span>
            <input type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
          </label>
        )}
        <button type="submit" class="btn pri" disabled={!ready}>
          {t('handover.do')}
        </button>
      </form>
      <p class={said.bad ? 'problem' : 'sub'} role="status">
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
