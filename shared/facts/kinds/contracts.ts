/** What was agreed until when, which prices change, and which notices went out. */
import type { LiveEvent } from '../../event';
import { keepWithin, putInOrder } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { ContractFact, Facts } from '../facts';

/** The longest ended go first, then the one that ends first. */
const MOST_CONTRACTS = 20;

/** What was not met yet stays longest. */
const MOST_TERMS = 30;
const MOST_GRADED = 10;

const AFTERWARDS = ['contract.ended', 'price.change', 'notice.sent', 'term.set', 'renewal.verdict'] as const;

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
    optionsSentAt: known && end <= known.end ? known.optionsSentAt : null,
    terms: known?.terms ?? [],
    verdicts: known?.verdicts ?? { manager: null, final: null },
    setAt: event.at,
    renewed: known?.renewed ?? false,
  };
  // What was expected of the last renewal says nothing of the next one.
  if (known && end > known.end) settle(draft, row, event.at, true);
  draft.contracts = draft.contracts.filter((other) => other !== known);
  putInOrder(draft.contracts, row, (other) => other.end);
  applyWaiting(draft, AFTERWARDS, 'contract', contract, (waiting) => carryOn(draft, waiting));
  keepWithin(draft.contracts, MOST_CONTRACTS, (other) => other.endedAt !== null);
}

function carryOn(draft: Facts, event: LiveEvent): void {
  if (!speaksOfContract(event)) return;
  const row = draft.contracts.find((other) => other.id === event.data.contract);
  if (!row) {
    letWait(draft, event);
    return;
  }
  if (event.type === 'contract.ended') {
    row.renewed = event.data.renewed ?? false;
    settle(draft, row, event.at, row.renewed);
    // Ended by a renewal whose new terms are set at that very instant: it runs on.
    if (!(row.renewed && row.setAt === event.at)) row.endedAt = event.at;
  } else if (event.type === 'notice.sent') {
    if (event.data.kind === 'renewal') row.renewalNoticeAt = event.at;
    else if (event.data.kind === 'options') row.optionsSentAt = event.at;
    else row.priceNoticeAt = event.at;
  } else if (event.type === 'term.set') {
    setTerm(row, event);
  } else if (event.type === 'renewal.verdict') {
    const { of, verdict, automated, reason, by } = event.data;
    row.verdicts[of] = { at: event.at, verdict, automated: automated ?? '', reason: reason ?? '', by: by ?? '' };
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

type Afterwards = Extract<LiveEvent, { type: (typeof AFTERWARDS)[number] }>;
const speaksOfContract = (event: LiveEvent): event is Afterwards => AFTERWARDS.some((type) => type === event.type);

function setTerm(row: ContractFact, { at, data }: LiveEvent & { type: 'term.set' }): void {
  const known = row.terms.find(({ id }) => id === data.term);
  row.terms = row.terms.filter((term) => term !== known);
  if (data.removed) return;
  const metAt = data.met === true ? (known?.metAt ?? at) : data.met === false ? null : (known?.metAt ?? null);
  const term = { id: data.term, what: data.what ?? known?.what ?? '', due: data.due ?? known?.due ?? null, metAt };
  putInOrder(row.terms, term, ({ due }) => due ?? Infinity);
  keepWithin(row.terms, MOST_TERMS, ({ metAt }) => metAt !== null);
}

/** The renewal is decided: what was foreseen of it is kept beside how it came. */
function settle(draft: Facts, row: ContractFact, at: number, renewed: boolean): void {
  const { manager, final } = row.verdicts;
  if (manager === null && final === null) return;
  const automated = final?.automated || manager?.automated || '';
  draft.graded.push({ contract: row.id, at, renewed, automated, manager: manager?.verdict ?? '', final: final?.verdict ?? '' });
  keepWithin(draft.graded, MOST_GRADED);
  row.verdicts = { manager: null, final: null };
}

/** Per cent with two decimals, where the new price and the old are in one currency. */
function rise(row: ContractFact, amount: number | undefined, currency: string | undefined): number | null {
  if (amount === undefined || !row.value || row.value.amount <= 0 || currency !== row.value.currency) return null;
  return Math.round(((amount - row.value.amount) / row.value.amount) * 10_000) / 100;
}
