/** Who keeps this customer, at what cost beside what it brings, whom it was found to be too, and where its people went. */
import { useState } from 'preact/hooks';
import type { Keeping } from '../../shared/api/keeping';
import { joinParts, joinWords } from '../../shared/i18n/lists';
import { formatMoney } from '../../shared/i18n/money';
import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { CustomerPage, ReportState } from '../report-protocol';
import { BesideOwner } from './beside-owner';
import { HandOver } from './hand-over';
import { MergeForm } from './merge-form';
import { MoveForm } from './move-form';
import { Section, Shown } from './shown';
import { useAsk } from './use-ask';

export function KeepingSection({
  t,
  state,
  page,
  onChanged,
}: {
  t: Translate;
  state: ReportState;
  page: CustomerPage;
  onChanged: () => void;
}) {
  const { record } = page;
  const asked = useAsk('keeping.read', { customer: record.id }, record.id);
  const [said, setSaid] = useState('');
  const mayMerge = state.role === 'admin' || state.role === 'manager';
  const done = () => {
    asked.again();
    onChanged();
  };
  const undo = async (id: string) => {
    const answer = await ask('keeping.undo', { id });
    setSaid(answer.ok ? t('handover.undone') : answer.text);
    if (answer.ok) done();
  };
  return (
    <Section title={t('keeping.title')}>
      <Shown t={t} asked={asked}>
        {(keeping) => (
          <>
            <Facts t={t} state={state} keeping={keeping} />
            <BesideOwner t={t} state={state} customer={record.id} {...keeping} onDone={done} />
          </>
        )}
      </Shown>
      {(record.facts.merged ?? []).map(({ id, from, name }) => (
        <p key={id}>
          {t('keeping.merged', { name: { name: name || from } })}{' '}
          {mayMerge && (
            <button type="button" class="btn txt" onClick={() => void undo(decisionOf(id))}>
              {t('keeping.split')}
            </button>
          )}
        </p>
      ))}
      <p class="sub" role="status">
        {said}
      </p>
      <HandOver t={t} state={state} chosen={[record.id]} onDone={done} />
      {mayMerge && <MergeForm t={t} customer={record.id} name={record.facts.profile.name || record.id} onDone={done} />}
      {state.role !== 'viewer' && record.facts.contacts.some(({ left }) => !left) && (
        <MoveForm t={t} customer={record.id} contacts={record.facts.contacts} onDone={done} />
      )}
    </Section>
  );
}

/** The decision behind its event. */
const decisionOf = (event: string): string => event.slice('decision-'.length).replace(/-\d+$/, '');

function Facts({ t, state, keeping }: { t: Translate; state: ReportState; keeping: Keeping }) {
  const name = (user: string) => state.users[user] ?? user;
  const { owner, cover, until, backup, technical, cost, value, load } = keeping;
  const rows: [label: string, words: string][] = [];
  if (owner !== null) rows.push([t('list.owner'), name(owner)]);
  if (cover.length > 0)
    rows.push([
      t('keeping.cover'),
      until === null
        ? joinWords(t, cover.map(name))
        : t('keeping.cover.until', { names: { text: joinWords(t, cover.map(name)) }, date: { date: until } }),
    ]);
  if (backup !== null) rows.push([t('keeping.backup'), name(backup)]);
  if (technical !== null) rows.push([t('keeping.technical'), name(technical)]);
  if (cost !== null) {
    const share = value !== null && value.currency === cost.currency && value.amount > 0 ? (100 * cost.amount) / value.amount : null;
    const shown = { text: formatMoney(cost, t.locale) };
    rows.push([
      t('keeping.cost'),
      share === null
        ? shown.text
        : t('keeping.cost.share', {
            cost: shown,
            share: { percent: Math.round(share) / 100 },
            value: { text: formatMoney(value ?? cost, t.locale) },
          }),
    ]);
  }
  if (owner !== null)
    rows.push([
      t('keeping.load'),
      joinParts(t, [t('list.count', { n: load.customers }), ...load.values.map((sum) => formatMoney(sum, t.locale))]),
    ]);
  return (
    <>
      {owner === null && <p class="problem">{t('keeping.unowned')}</p>}
      <ul class="facts">
        {rows.map(([label, words]) => (
          <li key={label}>
            <span class="grow sub">{label}</span>
            <bdi>{words}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
