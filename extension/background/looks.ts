/** What this user last saw of each customer: a card that stood for two seconds and was closed or left is a look. */
import * as v from 'valibot';
import { inTurn } from './in-turn';
import type { KeyValueStore } from './key-value-store';

/** How long (ms) a card must have stood to count as seen. */
export const SEEN_AFTER = 2_000;
const PREFIX = 'look:';
const SHOWING = 'showing:';
const Model = v.object({ model: v.number() });
const Pending = v.object({ customer: v.string(), shownAt: v.number(), look: v.unknown(), base: v.unknown() });

export interface Looks<Look> {
  /** The look that a card compares with: the one before the tab began to show this customer, else the last. Null before the first. */
  base(customer: string, tab: number | null): Promise<Look | null>;
  /** A card began to show this in a tab; whatever that tab showed before is settled. */
  shown(tab: number, customer: string, look: Look, now: number): Promise<void>;
  /** The page says that this customer's card was looked at: it counts now. Ignored when the tab shows another. */
  seen(tab: number, customer: string): Promise<void>;
  /** The tab's card went: what stood long enough becomes the last look. */
  left(tab: number, now: number): Promise<void>;
  /** Versions of the model that some look was computed under. */
  models(): Promise<Set<number>>;
  /** Forgets every look: they belong to the workspace that was connected. */
  clear(): Promise<void>;
}

/** Keeps looks in the device's store. What a tab shows right now is kept too, so that a killed background forgets no look. */
export function openLooks<Look>(store: KeyValueStore): Looks<Look> {
  const turn = inTurn();
  const pendingKey = (tab: number): string => `${SHOWING}${tab}`;

  async function showing(tab: number): Promise<v.InferOutput<typeof Pending> | null> {
    const parsed = v.safeParse(Pending, await store.get(pendingKey(tab)));
    return parsed.success ? parsed.output : null;
  }
  async function settle(tab: number, seen: (shownAt: number) => boolean, drop: boolean): Promise<void> {
    const pending = await showing(tab);
    if (pending === null) return;
    await store.write({
      put: seen(pending.shownAt) ? [[PREFIX + pending.customer, pending.look]] : [],
      drop: drop ? [pendingKey(tab)] : [],
    });
  }
  const asLook = (value: unknown): Look | null => (typeof value === 'object' && value !== null ? (value as Look) : null);
  return {
    async base(customer, tab) {
      const [pending, last] = await Promise.all([tab === null ? null : showing(tab), store.get(PREFIX + customer)]);
      return asLook(pending?.customer === customer ? pending.base : last);
    },
    shown: (tab, customer, look, now) =>
      turn(async () => {
        const pending = await showing(tab);
        // The same card drawn again is still the same look: the time it began counts, and what it is compared with stays.
        if (pending?.customer === customer) return store.write({ put: [[pendingKey(tab), { ...pending, look }]] });
        await settle(tab, (shownAt) => now - shownAt >= SEEN_AFTER, false);
        const base = asLook(await store.get(PREFIX + customer));
        await store.write({ put: [[pendingKey(tab), { customer, shownAt: now, look, base }]] });
      }),
    seen: (tab, customer) =>
      turn(async () => {
        if ((await showing(tab))?.customer === customer) await settle(tab, () => true, false);
      }),
    left: (tab, now) => turn(() => settle(tab, (shownAt) => now - shownAt >= SEEN_AFTER, true)),
    async models() {
      const [looks, shown] = await Promise.all([store.entries(PREFIX), store.entries(SHOWING)]);
      const pending = shown.flatMap(([, value]) => (v.is(Pending, value) ? [value.look, value.base] : []));
      return new Set([...looks.map(([, value]) => value), ...pending].flatMap((look) => (v.is(Model, look) ? [look.model] : [])));
    },
    clear: () =>
      turn(async () => {
        const kept = await Promise.all([store.entries(PREFIX), store.entries(SHOWING)]);
        await store.write({ drop: kept.flat().map(([key]) => key) });
      }),
  };
}
