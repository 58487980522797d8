/** Folding what waits: the step between ingest and everything that is read. */
import type { Facts } from '../../shared/facts/facts';
import { emptyFacts } from '../../shared/facts/fold';
import { foldWithTrace } from '../../shared/facts/trace';
import { type Model, withClub } from '../../shared/health/model';
import type { Programme } from '../../shared/loyalty/programme';
import { rfmSegment } from '../../shared/loyalty/rfm';
import { searchWords } from '../../shared/matching/search-words';
import { breath } from '../breath';
import { modelInForce } from '../model-in-force';
import { directoryKeys, earliest, shownScore, sortKeys, standing, tierStanding } from '../standing';
import { currentProgramme } from './documents';
import type { InHand } from './ingest';
import { loadPending, type Pending, type StoredKeys } from './load-pending';
import { moveOn } from './merges';
import { changedParts, type Folded, writeFolded } from './write-folded';

/** Customers read at once: their events stand in memory together. */
const PAGE = 200;

export interface FoldResult {
  folded: number;
  /** True when customers may still wait. */
  more: boolean;
}

/**
 * Folds up to `limit` waiting customers of a workspace (only the given ones, where given) as of `now`, epoch ms. A customer who gets
 * another event meanwhile is not written and keeps waiting. `inHand` are events just taken in, which need not be read back.
 */
export async function foldPending(
  db: D1Database,
  workspace: string,
  now: number,
  limit: number,
  only?: readonly string[],
  inHand?: InHand,
): Promise<FoldResult> {
  const [published, programme] = await Promise.all([modelInForce(db, workspace, now), currentProgramme(db, workspace)]);
  const model = withClub(published, programme);
  let folded = 0;
  let wanted = only;
  while (folded < limit) {
    const page = Math.min(PAGE, limit - folded);
    const found = await loadPending(db, workspace, page, wanted, inHand);
    if (found.length === 0) return { folded, more: false };
    const astray = found.flatMap(({ id, seq, mergedInto }) => (mergedInto === null ? [] : [{ id, seq, into: mergedInto }]));
    for (const one of astray) await moveOn(db, workspace, one);
    wanted = wanted && [...wanted, ...astray.map(({ into }) => into)];
    const waiting = found.filter(({ mergedInto }) => mergedInto === null);
    const written = await writeFolded(
      db,
      workspace,
      waiting.map((customer) => foldCustomer(customer, model, programme, now)),
      now,
    );
    folded += written + astray.length;
    if (found.length < page && written === waiting.length && astray.length === 0) return { folded, more: false };
    // All of them got new events in between: leave them to the next run rather than spin.
    if (written === 0 && astray.length === 0) return { folded, more: true };
    await breath();
  }
  return { folded, more: true };
}

function foldCustomer(waiting: Pending, model: Model, programme: Programme, now: number): Folded {
  const { facts, trace } = readOn(waiting, model, now);
  const keys = sortKeys(facts, programme, now);
  const stands = standing(facts, model, now, waiting.signals);
  const directoryBefore = new Map((waiting.before ? directoryKeys(waiting.before) : []).map(({ key, contact }) => [key, contact]));
  const directoryAfter = directoryKeys(facts);
  const stays = new Set(directoryAfter.map(({ key }) => key));
  const sawBefore = new Set([...(waiting.owner === null ? [] : [waiting.owner]), ...waiting.cover]);
  const seesNow = new Set([...(keys.owner === null ? [] : [keys.owner]), ...keys.cover]);
  const toStore: StoredKeys = { ...keys, cover: JSON.stringify(keys.cover), band: stands.band, score: stands.score };
  return {
    id: waiting.id,
    seq: waiting.seq,
    lastAt: facts.lastAt,
    facts: JSON.stringify(facts),
    trace: JSON.stringify(trace),
    ...keys,
    changed: changedParts(waiting.keys, toStore),
    ...wordsMoved(waiting, facts),
    band: stands.band,
    score: stands.score,
    rfm: rfmSegment(facts, model.population.rfm, now),
    nextAt: earliest(stands.nextAt, tierStanding(facts, programme, now).turnsAt),
    signals: JSON.stringify(stands.signals),
    added: directoryAfter.filter(({ key, contact }) => directoryBefore.get(key) !== contact),
    removed: [...directoryBefore.keys()].filter((key) => !stays.has(key)),
    lost: [...sawBefore].filter((user) => !seesNow.has(user)),
    // A customer folded for the first time may be one that was removed and came back: nobody is to hear that it is gone.
    gained: [...[...seesNow].filter((user) => !sawBefore.has(user)), ...(waiting.before ? [] : ['*'])],
  };
}

/** The search words that came and went. Who was folded before there were any stands at a provisional place, which begins with a space. */
function wordsMoved({ before, keys }: Pending, facts: Facts): Pick<Folded, 'found' | 'forgotten'> {
  const known = before !== null && keys?.sortName ? namesOf(before) : [];
  const names = namesOf(facts);
  if (known.join('\n') === names.join('\n')) return { found: [], forgotten: [] };
  const [were, are] = [new Set(searchWords(known)), new Set(searchWords(names))];
  return { found: [...are].filter((word) => !were.has(word)), forgotten: [...were].filter((word) => !are.has(word)) };
}
/** What a customer is found by, beside addresses and domains. */
const namesOf = ({ profile, customer, contacts }: Facts): string[] => [profile.name, customer, ...contacts.map(({ name }) => name)];

function readOn(waiting: Pending, model: Model, now: number): { facts: Facts; trace: Pending['trace'] } {
  if (waiting.events.length === 0 && !waiting.from) return { facts: emptyFacts(waiting.id), trace: [] };
  return foldWithTrace(waiting.events, {
    ...(waiting.from ? { from: { facts: waiting.from, trace: waiting.trace } } : {}),
    score: (facts, at) => shownScore(facts, model, at),
    until: now,
  });
}
