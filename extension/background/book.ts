/**
 * The book: this device's copy of the customers its user may see, with the model that scores them. It is
 * disposable: a store that went bad is begun anew and filled by the next sync.
 */
import * as v from 'valibot';
import type { Changes } from '../../shared/api/contract';
import type { Model } from '../../shared/health/model';
import type { Programme } from '../../shared/loyalty/programme';
import { INDEX_PARTS, joinIndex, partsFor, splitIndex } from '../../shared/matching/index-parts';
import { buildIndex, type MatchIndex, type Opened } from '../../shared/matching/match';
import type { CustomerRecord } from '../../shared/record';
import type { SavedSegments } from '../../shared/segments';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

export interface Cursor {
  seq: number;
  model: number;
  programme: number;
  segments: number;
}

export interface Book {
  record(id: string): Promise<CustomerRecord | null>;
  records(): Promise<CustomerRecord[]>;
  /**
   * Whose which address is. Kept beside the records and in parts, so that a waking background reads only what it needs to match
   * these correspondents. Without them: all of it.
   */
  index(of?: Pick<Opened, 'correspondents' | 'choices'>): Promise<MatchIndex>;
  model(): Promise<Model | null>;
  /** An earlier version of the model: put aside when another took its place, for as long as a look compares with it. Else null. */
  earlierModel(version: number): Promise<Model | null>;
  /** Gives up the earlier models but these. */
  keepModels(versions: ReadonlySet<number>): Promise<void>;
  programme(): Promise<Programme | null>;
  /** The saved segments of the workspace; none where nobody has saved any. */
  segments(): Promise<SavedSegments>;
  /** User id → display name. */
  users(): Promise<Record<string, string>>;
  /** Where the change feed was read up to. */
  cursor(): Promise<Cursor>;
  /** Takes one page of the change feed, whole or not at all. Answers the ids it touched. */
  apply(page: Changes): Promise<string[]>;
  wipe(): Promise<void>;
  /** Rises with every change, so that whatever was derived from the book knows when it is old. */
  version(): number;
}

const RECORD = 'record:';
const EARLIER = 'model:';
/** Earlier models kept at most, the newest: a look that is older still is explained without. */
const EARLIER_KEPT = 12;
const INDEX = 'index';
const INDEX_FORMAT = 3;
const PART = 'index-part:';
const Kept = v.object({ format: v.literal(INDEX_FORMAT) });
const Seq = v.object({ seq: v.number() });
const Users = v.record(v.string(), v.string());
const isObject = <T>(value: unknown): value is T => typeof value === 'object' && value !== null;

/** Opens the book over its store. Memory holds only what can be read again. */
export function openBook(store: KeyValueStore): Book {
  const turn = inTurn();
  let index: Promise<MatchIndex> | null = null;
  let version = 0;

  const readRecords = async (): Promise<CustomerRecord[]> =>
    (await store.entries(RECORD)).flatMap(([, value]) => (isObject<CustomerRecord>(value) ? [value] : []));
  const isKept = async (): Promise<boolean> => v.is(Kept, await store.get(INDEX));
  // As text: the browser reads a long text far faster than the thousands of objects in it.
  const partIn = (text: unknown): MatchIndex[] => (typeof text === 'string' ? [JSON.parse(text) as MatchIndex] : []);
  const build = async (): Promise<MatchIndex> => {
    const asOf = version;
    const built = buildIndex(await readRecords());
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
  const model = (): Promise<Model | null> => modelAt('model');
  const programme = async (): Promise<Programme | null> => {
    const value = await store.get('programme');
    return isObject<Programme>(value) ? value : null;
  };
  const segments = async (): Promise<SavedSegments> => {
    const value = await store.get('segments');
    return isObject<SavedSegments>(value) ? value : { version: 0, segments: [] };
  };
  const forget = (): void => {
    index = null;
    version++;
  };

  return {
    async record(id) {
      const value = await store.get(RECORD + id);
      return isObject<CustomerRecord>(value) ? value : null;
    },
    records: readRecords,
    async index(of) {
      if (index === null && of !== undefined) {
        const [kept, ...texts] = await Promise.all([isKept(), ...partsFor(of).map((number) => store.get(PART + number))]);
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
    async users() {
      const parsed = v.safeParse(Users, await store.get('users'));
      return parsed.success ? parsed.output : {};
    },
    async cursor() {
      const parsed = v.safeParse(Seq, await store.get('cursor'));
      const [rules, club, { version }] = await Promise.all([model(), programme(), segments()]);
      return { seq: parsed.success ? parsed.output.seq : 0, model: rules?.version ?? 0, programme: club?.version ?? 0, segments: version };
    },
    apply: (page) =>
      turn(async () => {
        const touched = [...page.customers.map((record) => record.id), ...page.gone];
        const put: [string, unknown][] = page.customers.map((record) => [RECORD + record.id, record]);
        put.push(['cursor', { seq: page.seq }]);
        if (page.model !== undefined) {
          const former = await model();
          if (former !== null && former.version !== page.model.version) put.push([EARLIER + former.version, former]);
          put.push(['model', page.model]);
        }
        if (page.programme !== undefined) put.push(['programme', page.programme]);
        if (page.segments !== undefined) put.push(['segments', page.segments]);
        if (Object.keys(page.users).length > 0) put.push(['users', page.users]);
        await store.write({ put, drop: [...page.gone.map((id) => RECORD + id), ...(touched.length > 0 ? [INDEX] : [])] });
        const rules = [page.model, page.programme, page.segments];
        if (touched.length > 0 || rules.some((one) => one !== undefined)) forget();
        return touched;
      }),
    wipe: () =>
      turn(async () => {
        await store.clear();
        forget();
      }),
    version: () => version,
  };
}
