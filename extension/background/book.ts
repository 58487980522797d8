/**
 * The book: this device's copy of the customers its user may see (of a large workspace: own, at risk, and shown last), with the model
 * that scores them. It is disposable: a store that went bad is begun anew and filled by the next sync.
 */
import * as v from 'valibot';
import type { Changes } from '../../shared/api/contract';
import { type Model, withClub } from '../../shared/health/model';
import { completeProgramme } from '../../shared/loyalty/default-programme';
import type { Programme } from '../../shared/loyalty/programme';
import { INDEX_PARTS, joinIndex, partsFor, partsForKnown, splitIndex } from '../../shared/matching/index-parts';
import { buildIndex, type MatchIndex, type Opened } from '../../shared/matching/match';
import type { SavedOutreach } from '../../shared/outreach/list';
import type { CustomerRecord } from '../../shared/record';
import type { SavedSegments } from '../../shared/segments';
import { afterFeed, type Pinning, Pins, pinned, shown } from './book-pins';
import { openRecords } from './book-records';
import { inTurn } from './in-turn';
import { type KeyValueStore, StoreLost } from './key-value-store';

export interface Cursor {
  seq: number;
  model: number;
  programme: number;
  segments: number;
  outreach: number;
  /** Which customers the Worker sends unasked; '' where it has not said. */
  scope: string;
}

export interface Book {
  record(id: string): Promise<CustomerRecord | null>;
  records(): Promise<CustomerRecord[]>;
  /**
   * Whose which address is. Kept beside the records and in parts, so that a waking background reads only what it needs to match
   * these correspondents: what `matchKnown` needs, or what any matching does. Without them: all of it.
   */
  index(of?: Pick<Opened, 'correspondents' | 'choices'>, reach?: 'known' | 'any'): Promise<MatchIndex>;
  /** The published model, together with the club's rules. */
  model(): Promise<Model | null>;
  /** An earlier version of the model: put aside when another took its place, for as long as a look compares with it. Else null. */
  earlierModel(version: number): Promise<Model | null>;
  /** Gives up the earlier models but these. */
  keepModels(versions: ReadonlySet<number>): Promise<void>;
  programme(): Promise<Programme | null>;
  /** The saved segments of the workspace; none where nobody has saved any. */
  segments(): Promise<SavedSegments>;
  /** The open outreach lists of the workspace; none where nobody has written any. */
  outreach(): Promise<SavedOutreach>;
  /** User id → display name. */
  users(): Promise<Record<string, string>>;
  /** Where the change feed was read up to. */
  cursor(): Promise<Cursor>;
  /** False while the first records, or those after a loss, are still to come. */
  isFilled(): Promise<boolean>;
  /** Keeps records that the feed does not bring. At most 500, those shown longest ago give way. */
  pin(records: readonly CustomerRecord[], now: number): Promise<void>;
  /** The customer was shown at this time (epoch ms): where the feed brings only some, it is kept when it is no longer one of them. */
  saw(id: string, now: number): Promise<void>;
  /** Records that were pinned, with the number that each is of. */
  pinned(): Promise<[id: string, seq: number][]>;
  /** Takes what the Worker said of the pinned ones. */
  refresh(said: { customers: readonly CustomerRecord[]; gone: readonly string[] }): Promise<void>;
  /** Takes one page of the change feed, whole or not at all; throws StoreLost where the book does not stand at `from` any more. Answers the ids it touched. */
  apply(page: Changes, from?: Pick<Cursor, 'seq'>): Promise<string[]>;
  wipe(): Promise<void>;
  /** What memory held of the store is no longer true: it was lost, and begins anew. */
  lost(): void;
  /** Rises with every change, so that whatever was derived from the book knows when it is old. */
  version(): number;
}

const EARLIER = 'model:';
/** Earlier models kept at most, the newest: a look that is older still is explained without. */
const EARLIER_KEPT = 12;
const INDEX = 'index';
const INDEX_FORMAT = 3;
const PART = 'index-part:';
const Kept = v.object({ format: v.literal(INDEX_FORMAT) });
/** `more`: the feed was read up to here, and there was more. */
const Seq = v.object({ seq: v.number(), scope: v.optional(v.string(), ''), more: v.optional(v.boolean(), false) });
const CURSOR = 'feed';
const Users = v.record(v.string(), v.string());
const PINS = 'pins';
const isObject = <T>(value: unknown): value is T => typeof value === 'object' && value !== null;

/** Opens the book over its store. Memory holds only what can be read again. */
export function openBook(store: KeyValueStore): Book {
  const turn = inTurn();
  const records = openRecords(store);
  let index: Promise<MatchIndex> | null = null;
  let version = 0;

  const isKept = async (): Promise<boolean> => v.is(Kept, await store.get(INDEX));
  // As text: the browser reads a long text far faster than the thousands of objects in it.
  const partIn = (text: unknown): MatchIndex[] => (typeof text === 'string' ? [JSON.parse(text) as MatchIndex] : []);
  const build = async (): Promise<MatchIndex> => {
    const asOf = version;
    const built = buildIndex(await records.all());
    const parts = splitIndex(built);
    const numbers = Array.from({ length: INDEX_PARTS }, (_, number) => number);
    // A page of changes that came meanwhile has dropped the kept index; an older one must not take its place.
    await turn(async () => {
      if (asOf !== version) return;
      await store.write({
        put: [...[...parts].map(([number, part]) => [PART + number, JSON.stringify(part)] as const), [INDEX, { format: INDEX_FORMAT }]],
        drop: numbers.filter((number) => !parts.has(number)).map((number) => PART + number),
      });
    });
    return built;
  };
  const readIndex = async (): Promise<MatchIndex> => {
    if (!(await isKept())) return build();
    return joinIndex((await store.entries(PART)).flatMap(([, text]) => partIn(text)));
  };
  const modelAt = async (key: string): Promise<Model | null> => {
    const value = await store.get(key);
    return isObject<Model>(value) ? value : null;
  };
  let club: { of: unknown; programme: Programme | null } | null = null;
  const programme = async (): Promise<Programme | null> => {
    const value = await store.get('programme');
    // One object for as long as it is the same, so that what was read of a customer under it is not read again.
    if (club === null || club.of !== value)
      club = { of: value, programme: isObject<Partial<Programme>>(value) ? completeProgramme(value) : null };
    return club.programme;
  };
  const model = async (): Promise<Model | null> => {
    const [rules, joined] = await Promise.all([modelAt('model'), programme()]);
    return rules && withClub(rules, joined);
  };
  const saved = async <T>(key: string, none: T): Promise<T> => {
    const value = await store.get(key);
    return isObject<T>(value) ? value : none;
  };
  const segments = () => saved<SavedSegments>('segments', { version: 0, segments: [] });
  const outreach = () => saved<SavedOutreach>('outreach', { version: 0, lists: [] });
  const forget = (): void => {
    index = null;
    version++;
  };
  const position = async (): Promise<v.InferOutput<typeof Seq> | null> => {
    const parsed = v.safeParse(Seq, await store.get(CURSOR));
    return parsed.success ? parsed.output : null;
  };
  const pins = async (): Promise<Pins> => {
    const parsed = v.safeParse(Pins, await store.get(PINS));
    return parsed.success ? parsed.output : {};
  };
  /** Keeps records, and who is pinned now; what is dropped goes out of the index too. */
  const keep = async (put: readonly CustomerRecord[], { pins, dropped }: Pinning): Promise<void> => {
    const changed = put.length + dropped.length > 0;
    await store.write({ put: [...(await records.changed(put, dropped)), [PINS, pins]], drop: changed ? [INDEX] : [] });
    if (changed) forget();
  };
  /** Where something lies that is not what was written, the feed is read from its beginning once more. */
  const readRecord = (id: string): Promise<CustomerRecord | null> =>
    records.one(id, async (key) => {
      await turn(() => store.write({ drop: [CURSOR, key, INDEX] }));
      forget();
    });

  return {
    record: readRecord,
    records: records.all,
    async index(of, reach = 'any') {
      if (index === null && of !== undefined) {
        const numbers = reach === 'known' ? partsForKnown(of) : partsFor(of);
        const [kept, ...texts] = await Promise.all([isKept(), ...numbers.map((number) => store.get(PART + number))]);
        if (kept) return joinIndex(texts.flatMap(partIn));
      }
      index ??= readIndex().catch((error) => {
        index = null;
        throw error;
      });
      return index;
    },
    model,
    earlierModel: (version) => modelAt(EARLIER + version),
    keepModels: (versions) =>
      turn(async () => {
        const there = (await store.entries(EARLIER)).map(([key]) => Number(key.slice(EARLIER.length))).sort((a, b) => b - a);
        const kept = new Set(there.filter((version) => versions.has(version)).slice(0, EARLIER_KEPT));
        await store.write({ drop: there.filter((version) => !kept.has(version)).map((version) => EARLIER + version) });
      }),
    programme,
    segments,
    outreach,
    async users() {
      const parsed = v.safeParse(Users, await store.get('users'));
      return parsed.success ? parsed.output : {};
    },
    async cursor() {
      const [at, rules, club, { version }, lists] = await Promise.all([position(), model(), programme(), segments(), outreach()]);
      const { seq = 0, scope = '' } = at ?? {};
      return { seq, model: rules?.version ?? 0, programme: club?.version ?? 0, segments: version, outreach: lists.version, scope };
    },
    async isFilled() {
      return (await position())?.more === false;
    },
    pin: (found, now) =>
      turn(async () => {
        const ids = found.map(({ id }) => id);
        if (ids.length > 0) await keep(found, pinned(await pins(), ids, now));
      }),
    async saw(id, now) {
      if ((await position())?.scope !== 'some' || shown(await pins(), id, now) === null) return;
      await turn(async () => keep([], shown(await pins(), id, now) ?? { pins: await pins(), dropped: [] }));
    },
    async pinned() {
      const unfed = Object.entries(await pins()).filter(([, { fed }]) => !fed);
      const kept = await Promise.all(unfed.map(([id]) => readRecord(id)));
      return kept.flatMap((record): [string, number][] => (record === null ? [] : [[record.id, record.seq]]));
    },
    refresh: ({ customers, gone }) => turn(async () => keep(customers, afterFeed(await pins(), { brought: [], left: [], gone }))),
    apply: (page, from) =>
      turn(async () => {
        if (from !== undefined && ((await position())?.seq ?? 0) !== from.seq) throw new StoreLost('book');
        const { scope = '', restart = false } = page;
        const brought = page.customers.map(({ id }) => id);
        // What the feed brought by another rule is brought again or gone; who may see less now keeps nothing of what was shown before.
        const rest = restart ? (await records.all()).map(({ id }) => id).filter((id) => !brought.includes(id)) : [];
        const after = afterFeed(await pins(), {
          brought,
          left: [...(page.left ?? []), ...(scope === 'some' ? rest : [])],
          gone: [...page.gone, ...(scope === 'some' ? [] : rest)],
        });
        const touched = [...brought, ...after.dropped];
        const put = await records.changed(page.customers, after.dropped);
        put.push([CURSOR, { seq: page.seq, scope, more: page.more }], [PINS, after.pins]);
        if (page.model !== undefined) {
          const former = await modelAt('model');
          if (former !== null && former.version !== page.model.version) put.push([EARLIER + former.version, former]);
          put.push(['model', page.model]);
        }
        for (const key of ['programme', 'segments', 'outreach'] as const) if (page[key] !== undefined) put.push([key, page[key]]);
        if (Object.keys(page.users).length > 0) put.push(['users', page.users]);
        await store.write({ put, drop: touched.length > 0 ? [INDEX] : [] });
        if (touched.length > 0 || [page.model, page.programme, page.segments, page.outreach].some((one) => one !== undefined)) forget();
        return touched;
      }),
    wipe: () =>
      turn(async () => {
        await store.clear();
        forget();
      }),
    lost: forget,
    version: () => version,
  };
}
