/** How a customer stands at a moment: what the sort keys and the signal log are made of. Pure. */
import { askedAt, coverAt } from '../shared/facts/cover';
import type { Facts } from '../shared/facts/facts';
import { renewalAt, runningEnds } from '../shared/facts/renewal-at';
import { lastContact } from '../shared/health/cadence';
import type { Model } from '../shared/health/model';
import { scoreAt } from '../shared/health/score';
import { sortName } from '../shared/i18n/sort-name';
import { BAND_ORDER } from '../shared/list-order';
import type { Programme } from '../shared/loyalty/programme';
import { nextTierChange, tierOf } from '../shared/loyalty/tiers';
import { normaliseAddress, normaliseDomain } from '../shared/matching/address';
import { isFreeMail } from '../shared/matching/free-mail';
import { searchText } from '../shared/matching/search-text';
import type { SignalLogRow } from '../shared/record';
import { productsOf, segmentKey } from '../shared/segments';
import { openSignals } from '../shared/signals/registry';
import { nextFlip } from './next-flip';

/** Fourteen weeks, so that the report over thirteen misses none that opened and closed in its first days. */
const LOG_DAYS = 98;
const DAY = 86_400_000;
/**
 * What is open for less than this (ms) was never news: while a history comes in pieces, each piece would leave warnings behind that the
 * next one takes back; nor is a warning raised by hand and taken back at once.
 */
const PASSING = 10 * 60_000;

export interface Standing {
  band: number;
  score: number;
  nextAt: number | null;
  signals: SignalLogRow[];
}

/** Band, score, signals and when one of them will change next, under this model at `now`. */
export function standing(facts: Facts, model: Model, now: number, before: readonly SignalLogRow[]): Standing {
  const open = openSignals(facts, model, now);
  const { band, score } = scoreAt(facts, model, now, undefined, open);
  const opened = open.map(({ signal, reading }) => ({ id: signal.id, since: reading.since }));
  return {
    band: BAND_ORDER.indexOf(band),
    score,
    nextAt: earliest(nextFlip(facts, model, now, band, open), renewalTurn(facts, now)),
    signals: logSignals(before, opened, now),
  };
}

/** The instant after which another contract is the next to end, so that lists sort by it; null while none follows. Stages before an end are the device's to remind of. */
function renewalTurn(facts: Facts, now: number): number | null {
  const ahead = runningEnds(facts).filter((end) => end >= now);
  const next = ahead[0];
  return next !== undefined && ahead.some((end) => end > next) ? next + 1 : null;
}

export const earliest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** The tier, and when it changes next by time alone (or by rules that are published for a later day). */
export function tierStanding(facts: Facts, programme: Programme, now: number): { tier: string; rank: number; turnsAt: number | null } {
  const { tier, rank } = tierOf(facts, programme, now);
  return { tier, rank, turnsAt: nextTierChange(facts, programme, now) };
}

/** The score as people see it: null while there is not enough data for one. */
export function shownScore(facts: Facts, model: Model, at: number): number | null {
  const { band, score } = scoreAt(facts, model, at);
  return band === 'unknown' ? null : score;
}

/** The log with newly opened signals added and no longer open ones closed (passing ones: gone); closed ones stay fourteen weeks. */
export function logSignals(before: readonly SignalLogRow[], open: readonly { id: string; since: number }[], now: number): SignalLogRow[] {
  const isOpen = new Set(open.map(({ id }) => id));
  const kept = before
    .filter((row) => row.closedAt !== null || isOpen.has(row.id) || row.loggedAt === undefined || now - row.loggedAt >= PASSING)
    .map((row) => (row.closedAt === null && !isOpen.has(row.id) ? { ...row, closedAt: now } : row))
    .filter((row) => row.closedAt === null || now - row.closedAt < LOG_DAYS * DAY);
  const logged = new Set(kept.filter((row) => row.closedAt === null).map(({ id }) => id));
  const opened = open
    .filter(({ id }) => !logged.has(id))
    .map(({ id, since }) => ({ id, openedAt: Math.min(since, now), closedAt: null, loggedAt: now }));
  return [...kept, ...opened];
}

export interface SortKeys {
  name: string;
  owner: string | null;
  /** Who sees the customer beside the owner: those who cover, and those of whom something is asked. */
  cover: string[];
  value: number | null;
  currency: string | null;
  renewalAt: number | null;
  search: string;
  sortName: string;
  tierRank: number;
  contactAt: number | null;
  /** When those who cover do so no more; null where they always do, or nobody does. */
  coverUntil: number | null;
  /** The three by which saved segments count, beside band, owner, value, renewal and signals. */
  tier: string;
  segment: string;
  products: string[];
  /** What the log says of outreach lists, by list, as JSON; '' for nothing. And when they left. */
  outreach: string;
  lostAt: number | null;
}
/** What lists sort and search by. */
export function sortKeys(facts: Facts, programme: Programme, now: number): SortKeys {
  const { tier, rank } = tierOf(facts, programme, now);
  const cover = coverAt(facts, now);
  return {
    name: facts.profile.name,
    owner: facts.owner.user === '' ? null : facts.owner.user,
    cover: [...new Set([...cover, ...askedAt(facts)])],
    coverUntil: cover.length > 0 ? (facts.owner.until ?? null) : null,
    value: facts.profile.value?.amount ?? null,
    currency: facts.profile.value?.currency ?? null,
    renewalAt: renewalAt(facts, now),
    search: searchText(facts),
    sortName: sortName(facts.profile.name, facts.customer),
    tierRank: rank,
    contactAt: lastContact(facts),
    tier,
    segment: segmentKey(facts.profile.segment),
    products: productsOf(facts).map(segmentKey),
    outreach:
      facts.outreach === undefined ? '' : JSON.stringify(Object.fromEntries(facts.outreach.map(({ list, ...said }) => [list, said]))),
    lostAt: facts.profile.lostAt,
  };
}

/** The keys under which a customer is looked up: addresses, and domains as '@example.com' unless anybody may have an address there. */
export function directoryKeys(facts: Facts): { key: string; contact: string }[] {
  const keys = new Map<string, string>();
  for (const contact of facts.contacts) {
    const address = normaliseAddress(contact.email);
    if (address !== '' && !keys.has(address)) keys.set(address, contact.id);
  }
  for (const domain of facts.domains.map(normaliseDomain)) if (!isFreeMail(domain)) keys.set(`@${domain}`, '');
  return [...keys].map(([key, contact]) => ({ key, contact }));
}
