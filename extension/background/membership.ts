/**
 * The set of all addresses and domains of the workspace's customers, as keyed hashes: it tells on the device whether anybody knows an
 * address, so that a stranger's goes nowhere. Kept decoded and in parts: an answer reads some kilobytes and decodes nothing.
 */
import * as v from 'valibot';
import type { MembershipAnswer } from '../../shared/api/contract';
import { changePlaces, decodeDelta, decodeSet, hasPlace, placeOf } from '../../shared/matching/coded-set';
import { lookupKeys } from '../../shared/matching/lookup-keys';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

export interface Membership {
  /** Whether the workspace knows this address, or the domain it is at; false while there is no set. Asks nobody. */
  knows(address: string): Promise<boolean>;
  /** Which set this is, as the Worker names it; '0.0' for none. */
  at(): Promise<string>;
  /** Takes an answer of the Worker, whole or not at all; one that cannot be read leaves no set, which the next sync fills. */
  apply(answer: MembershipAnswer): Promise<void>;
  wipe(): Promise<void>;
  /** The store was lost, and begins anew. */
  lost(): void;
}

const NONE = '0.0';
const FORMAT = 1;
const PARTS = 256;
const SET = 'set';
const PART = 'part:';
const Kept = v.object({
  format: v.literal(FORMAT),
  at: v.string(),
  space: v.number(),
  /** Cannot be taken out of the browser by any script. */
  key: v.custom<CryptoKey>((value) => value instanceof CryptoKey),
});
type Kept = v.InferOutput<typeof Kept>;

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const partOf = (place: number, space: number): number => Math.min(PARTS - 1, Math.floor((place / space) * PARTS));

/** The sorted places by their part; parts without any too. */
function inParts(places: Float64Array, space: number): Float64Array[] {
  let from = 0;
  return Array.from({ length: PARTS }, (_, part) => {
    let to = from;
    while (to < places.length && partOf(places[to] as number, space) <= part) to++;
    const mine = places.slice(from, to);
    from = to;
    return mine;
  });
}

/** Opens the set over its store. */
export function openMembership(store: KeyValueStore): Membership {
  const turn = inTurn();
  let kept: Promise<Kept | null> | null = null;
  const read = (): Promise<Kept | null> => {
    kept ??= store.get(SET).then((value) => {
      const parsed = v.safeParse(Kept, value);
      return parsed.success ? parsed.output : null;
    });
    kept.catch(() => {
      kept = null;
    });
    return kept;
  };
  const empty = async (): Promise<void> => {
    await store.clear();
    kept = null;
  };
  const part = async (number: number): Promise<Float64Array> => {
    const found = await store.get(PART + number);
    if (found instanceof Float64Array) return found;
    throw new RangeError('a part of the set is missing');
  };
  const write = async (next: Kept, parts: readonly (readonly [number, Float64Array])[]): Promise<void> => {
    kept = null;
    await store.write({ put: [...parts.map(([number, places]) => [PART + number, places] as const), [SET, next]] });
  };

  async function replace({ at, base, deltas }: MembershipAnswer & { base: NonNullable<MembershipAnswer['base']> }): Promise<void> {
    const { space } = base;
    const key = await crypto.subtle.importKey('raw', bytesOf(base.secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const pieces = base.pieces.map((piece) => decodeSet(bytesOf(piece)));
    let places: Float64Array = new Float64Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let from = 0;
    for (const piece of pieces) {
      places.set(piece, from);
      from += piece.length;
    }
    for (const delta of deltas) places = changePlaces(places, decodeDelta(bytesOf(delta)));
    await write({ format: FORMAT, at, space, key }, [...inParts(places, space).entries()]);
  }
  async function change(now: Kept, { at, deltas }: MembershipAnswer): Promise<void> {
    const touched = new Map<number, Float64Array>();
    for (const delta of deltas) {
      const { added, removed } = decodeDelta(bytesOf(delta));
      const [came, went] = [inParts(added, now.space), inParts(removed, now.space)];
      for (let number = 0; number < PARTS; number++) {
        const changes = { added: came[number] as Float64Array, removed: went[number] as Float64Array };
        if (changes.added.length + changes.removed.length === 0) continue;
        touched.set(number, changePlaces(touched.get(number) ?? (await part(number)), changes));
      }
    }
    await write({ ...now, at }, [...touched]);
  }

  return {
    async knows(address) {
      const now = await read();
      const keys = lookupKeys(address);
      if (now === null || keys.length === 0) return false;
      const text = new TextEncoder();
      try {
        const answers = await Promise.all(
          keys.map(async (one) => {
            const place = placeOf(new Uint8Array(await crypto.subtle.sign('HMAC', now.key, text.encode(one))), now.space);
            return hasPlace(await part(partOf(place, now.space)), place);
          }),
        );
        return answers.includes(true);
      } catch {
        await turn(empty);
        return false;
      }
    },
    at: async () => (await read())?.at ?? NONE,
    apply: (answer) =>
      turn(async () => {
        const { base } = answer;
        try {
          const now = await read();
          if (base !== undefined) await replace({ ...answer, base });
          else if (now !== null && answer.deltas.length > 0) await change(now, answer);
        } catch (error) {
          await empty();
          throw error;
        }
      }),
    wipe: () => turn(empty),
    lost: () => {
      kept = null;
    },
  };
}
