/** What was agreed: an end that nears without a step towards renewal, and a price change that nobody announced in time. */
import { DAY } from '../../event';
import type { ContractFact } from '../../facts/facts';
import type { Factor, Term } from '../factor';
import { daysAhead, ramp, wholeDays } from '../ramps';

/** Loss by days since the end (negative: before it) while no renewal notice has been sent. */
const ENDING: [number, number][] = [
  [-90, 0],
  [-30, 0.5],
  [0, 0.8],
];
/** A contract that renews itself, or whose options were sent, leaves this part of it. */
const SELF_RENEWING = 0.3;
const NOTICED = 0.4;
const LAPSED = 0.9;
const ENDED = 1;
/** Loss by days since the new price takes effect, without notice in time. */
const PRICE: [number, number][] = [
  [-60, 0],
  [-30, 0.5],
  [0, 0.8],
];
const LATE_NOTICE = 0.3;
const NOTICE_DAYS = 30;
const PRICE_LASTS = 60;
const NEUTRAL = 0.2;

export const factor: Factor = {
  id: 'contract',
  weight: 8,
  edges: (facts) =>
    facts.contracts.flatMap((contract) => [
      contract.end,
      ...(contract.priceChange ? [contract.priceChange.effective + PRICE_LASTS * DAY] : []),
    ]),
  read(facts, _model, now) {
    const live = facts.contracts.filter((contract) => contract.endedAt === null);
    const running = live.filter((contract) => now < contract.end);
    const lapsed = live.filter((contract) => now >= contract.end && !contract.autoRenew);
    const renewed = live.some((contract) => now >= contract.end && contract.autoRenew);
    const terms: Term[] = [];

    for (const [code, contracts] of [
      ['ending', running.filter((contract) => contract.renewalNoticeAt === null)],
      ['ending-noticed', running.filter((contract) => contract.renewalNoticeAt !== null)],
    ] as const) {
      const share = contracts.reduce((sum, contract) => sum + endingShare(contract, now), 0);
      const next = [...contracts].sort((a, b) => a.end - b.end)[0];
      if (next && share > 0)
        terms.push({ code, share, args: { n: daysAhead(now, next.end), contract: { id: next.id } }, since: next.end - 90 * DAY });
    }
    // An ended or lapsed contract weighs only while no other one runs: people renew under a new number.
    if (running.length === 0 && !renewed) terms.push(overTerm(facts.contracts, lapsed, now));

    const changes = live.flatMap((contract) =>
      contract.priceChange && now < contract.priceChange.effective + PRICE_LASTS * DAY
        ? [{ contract, share: priceShare(contract, now) }]
        : [],
    );
    const worst = changes.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share)[0];
    if (worst?.contract.priceChange) {
      const { effective, at } = worst.contract.priceChange;
      const share = changes.reduce((sum, change) => sum + change.share, 0);
      terms.push({ code: 'price', share, args: { date: { date: effective }, contract: { id: worst.contract.id } }, since: at });
    }
    return {
      terms,
      fresh: running.length > 0 || renewed || facts.contracts.some((contract) => contract.endedAt !== null) || lapsed.length > 0,
    };
  },
};

function endingShare(contract: ContractFact, now: number): number {
  return ramp(contract.end, now, ENDING) * (contract.autoRenew ? SELF_RENEWING : 1) * (contract.renewalNoticeAt === null ? 1 : NOTICED);
}

/** The line of a customer without a running contract. */
function overTerm(contracts: readonly ContractFact[], lapsed: readonly ContractFact[], now: number): Term {
  const last = [...lapsed].sort((a, b) => b.end - a.end)[0];
  if (last) return { code: 'lapsed', share: LAPSED, args: { n: wholeDays(last.end, now), contract: { id: last.id } }, since: last.end };
  const ended = contracts.filter((contract) => !contract.renewed).sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0];
  if (!ended || ended.endedAt === null) return { code: 'none', share: NEUTRAL, args: {}, since: null };
  return { code: 'ended', share: ENDED, args: { date: { date: ended.endedAt }, contract: { id: ended.id } }, since: ended.endedAt };
}

function priceShare(contract: ContractFact, now: number): number {
  const change = contract.priceChange;
  if (!change || (change.percent !== null && change.percent <= 0)) return 0;
  const sent = contract.priceNoticeAt;
  if (sent === null) return ramp(change.effective, now, PRICE);
  return sent <= change.effective - NOTICE_DAYS * DAY ? 0 : LATE_NOTICE;
}
