import { useState } from 'preact/hooks';
import type { ClubRequest } from '../../shared/api/club';
import { DAY } from '../../shared/event';
import { formatDate } from '../../shared/i18n/dates';
import { formatMoney } from '../../shared/i18n/money';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { localDay } from '../../shared/loyalty/calendar';
import { inForce } from '../../shared/loyalty/in-force';
import { balanceOf, type Lot, lotsOf, POINTS, spendable, upcomingExpiries } from '../../shared/loyalty/lots';
import { tierOf } from '../../shared/loyalty/tiers';
import { ask } from '../own-page/ask';
import type { CustomerPage, ReportState } from '../report-protocol';
import type { Work } from '../work/use-work';
import { DrawsPanel } from './draws-panel';
import { FactTable } from './fact-table';
import { AwardsPart } from './ledger-awards';
import { LedgerForm } from './ledger-form';
import { MovesPart } from './ledger-moves';
import { MemberPart } from './member-part';
import { Section } from './shown';
import { useAsk } from './use-ask';

/** Points and credit of a customer in their lots, what was decided, what ends, and what somebody may do with them. */
export function LedgerSection({ t, state, page, work }: { t: Translate; state: ReportState; page: CustomerPage; work: Work | null }) {
  const customer = page.record.id;
  const [shown, setShown] = useState(page);
  const ledger = useAsk('ledger.read', { customer }, customer);
  const [said, setSaid] = useState({ text: '', problem: '' });
  const { programme, now } = shown;
  const { facts } = shown.record;
  const act = async (request: ClubRequest): Promise<boolean> => {
    const answer = await ask('ledger.act', { customer, act: request });
    if (!answer.ok) {
      setSaid({ text: '', problem: answer.text || answer.code });
      return false;
    }
    const fresh = await ask('report.customer', { customer });
    if (fresh.ok) setShown(fresh.value);
    await ledger.again();
    setSaid({ text: t('ledger.done'), problem: '' });
    return true;
  };
  const lots = lotsOf(facts, programme, now);
  const rules = inForce(programme, now);
  const open = lots.filter(({ left }) => left !== 0);
  const currencies = [...new Set(lots.map(({ currency }) => currency))].filter((one) => one !== POINTS);
  const number = (n: number) => formatNumber(n, t.locale);
  const worded = (n: number, currency: string) => (currency === POINTS ? number(n) : formatMoney({ amount: n, currency }, t.locale));
  // The last day on which it is good, as a day of the club's.
  const lastDay = (end: number) => formatDate(localDay(end - 1, rules.timeZone) * DAY, t.locale, 'short', now);
  const sum = (currency: string) => spendable(lots, currency, now).reduce((total, { left }) => total + left, 0);
  const writes = state.role !== 'viewer' && !page.saved;
  const leads = writes && (state.role === 'admin' || state.role === 'manager');
  const expiries = upcomingExpiries(lots, now);
  const percent = rules.tiers[tierOf(facts, programme, now).rank - 1]?.creditPercent ?? 0;
  return (
    <Section title={t('ledger.title')} help={t('ledger.help')}>
      <MemberPart t={t} facts={work?.facts ?? facts} work={work} link={ledger.value?.join ?? null} />
      {lots.length === 0 ? (
        <p>{t('ledger.none')}</p>
      ) : (
        <ul class="chips">
          <li>{t('ledger.points', { n: balanceOf(lots, POINTS), a: sum(POINTS) })}</li>
          {currencies.map((currency) => (
            <li key={currency}>{t('ledger.credit', { m: { money: { amount: sum(currency), currency } } })}</li>
          ))}
        </ul>
      )}
      {percent > 0 && <p class="sub">{t('ledger.back', { percent: { percent: percent / 100 } })}</p>}
      {writes && (
        <LedgerForm
          t={t}
          role={state.role}
          rewards={rules.rewards}
          left={ledger.value?.left ?? {}}
          currencies={[...currencies, ...Object.keys(rules.earn.perUnit)]}
          onAct={act}
        />
      )}
      <p role="status" class="sub">
        {said.text}
      </p>
      {said.problem !== '' && (
        <p class="problem" role="alert">
          {said.problem}
        </p>
      )}
      {open.length > 0 && (
        <details>
          <summary>{t('ledger.lots')}</summary>
          <FactTable
            caption={t('ledger.lots')}
            columns={[
              { label: t('ledger.lot.kind') },
              { label: t('ledger.lot.day') },
              { label: t('ledger.lot.amount'), number: true },
              { label: t('ledger.lot.taken'), number: true },
              { label: t('ledger.lot.left'), number: true },
              { label: t('ledger.lot.ends') },
            ]}
            rows={open.map((lot: Lot) => ({
              key: `${lot.currency} ${lot.id}`,
              cells: [
                t(`ledger.kind.${lot.kind}`),
                lot.kind === 'owed' ? '' : formatDate(lot.day * DAY, t.locale, 'short', now),
                worded(lot.amount, lot.currency),
                worded(lot.taken + lot.owed, lot.currency),
                worded(lot.left, lot.currency),
                lot.expires === null ? t('ledger.lot.never') : lastDay(lot.expires),
              ],
            }))}
          />
        </details>
      )}
      {expiries.length > 0 && (
        <details>
          <summary>{t('ledger.expiries')}</summary>
          <ul class="facts">
            {expiries.map(({ at, currency, n }) => (
              <li key={`${at} ${currency}`}>
                <span class="grow">{lastDay(at)}</span>
                <span>{currency === POINTS ? t('unit.point', { n }) : worded(n, currency)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <MovesPart
        t={t}
        asked={ledger}
        now={now}
        worded={worded}
        onReverse={leads ? (decision, id) => act({ do: 'reverse', id, decision }) : null}
      />
      <AwardsPart t={t} facts={facts} programme={programme} now={now} writes={writes} leads={leads} onAct={act} />
      <DrawsPanel t={t} leads={leads} />
    </Section>
  );
}
