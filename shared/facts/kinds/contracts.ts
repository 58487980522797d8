/** What was agreed until when, which prices change, and which notices went out. */
import type { LiveEvent } from '../../event';
import { keepWithin, putInOrder } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { ContractFact, Facts } from '../facts';

/** The longest ended go first, then the one that ends first. */
const MOST_CONTRACTS = 20;

const AFTERWARDS = ['contract.ended', 'price.change', 'notice.sent'] as const;

export const kind: FactKind = {
  id: 'contracts',
  reads: ['contract.set', ...AFTERWARDS],
  apply(draft, event) {
    if (event.type === 'contract.set') agree(draft, event);
    else carryOn(draft, event);
  },
};

function agree(draft: Facts, event: LiveEvent & { type: 'contract.set' }): void {
  const { contract, start, end, notice_days, auto_renew, value, package: name } = event.data;
  const known = draft.contracts.find((row) => row.id === contract);
  const ended = known?.endedAt ?? null;
  const row: ContractFact = {
    id: contract,
    start: start ?? known?.start ?? null,
    end,
    noticeDays: notice_days ?? known?.noticeDays ?? 0,
    autoRenew: auto_renew ?? known?.autoRenew ?? false,
    value: value ? { amount: value.amount, currency: value.currency } : (known?.value ?? null),
    package: name ?? known?.package ?? '',
    // Set again after it ended, it runs again. At the same instant a renewal runs on, another ending stands: see carryOn.
    endedAt: known && ended === event.at && !known.renewed ? ended : null,
    priceChange: known?.priceChange ?? null,
    // A notice of the old term says nothing about the new one.
    renewalNoticeAt: known && end <= known.end ? known.renewalNoticeAt : null,
    priceNoticeAt: known?.priceNoticeAt ?? null,
    setAt: event.at,
    renewed: known?.renewed ?? false,
  };
  draft.contracts = draft.contracts.filter((other) => other !== known);
  putInOrder(draft.contracts, row, (other) => other.end);
  applyWaiting(draft, AFTERWARDS, 'contract', contract, (waiting) => carryOn(draft, waiting));
  keepWithin(draft.contracts, MOST_CONTRACTS, (other) => other.endedAt !== null);
}

function carryOn(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'contract.ended' && event.type !== 'price.change' && event.type !== 'notice.sent') return;
  const row = draft.contracts.find((other) => other.id === event.data.contract);
  if (!row) {
    letWait(draft, event);
    return;
  }
  if (event.type === 'contract.ended') {
    row.renewed = event.data.renewed ?? false;
    // Ended by a renewal whose new terms are set at that very instant: it runs on.
    if (!(row.renewed && row.setAt === event.at)) row.endedAt = event.at;
  } else if (event.type === 'notice.sent') {
    if (event.data.kind === 'renewal') row.renewalNoticeAt = event.at;
    else row.priceNoticeAt = event.at;
  } else {
    const { effective, percent, amount, currency } = event.data;
    // The notice of a change already in force was not the notice of this one.
    if (
      row.priceChange &&
      row.priceNoticeAt !== null &&
      row.priceNoticeAt <= row.priceChange.effective &&
      row.priceChange.effective < event.at
    )
      row.priceNoticeAt = null;
    row.priceChange = { effective, percent: percent ?? rise(row, amount, currency), at: event.at };
  }
}

/** Per cent with two decimals, where the new price and the old are in one currency. */
function rise(row: ContractFact, amount: number | undefined, currency: string | undefined): number | null {
  if (amount === undefined || !row.value || row.value.amount <= 0 || currency !== row.value.currency) return null;
  return Math.round(((amount - row.value.amount) / row.value.amount) * 10_000) / 100;
}
