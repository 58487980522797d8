/** Badges of list rows: asks the background for the rows that are on the screen, each address once, and hands the answers to whoever draws. */
import type { BadgeView } from '../../shared/present/card-view';
import type { FromPage } from '../protocol';
import type { Row } from '../sites/site';

export type BadgePair = [element: Element, badge: BadgeView | null];
declare global {
  /** Left by the card script, which the background injects with its first answer. */
  var __vafaBadges: ((pairs: BadgePair[]) => void) | undefined;
}
/** The protocol's limit for one question. */
const AT_ONCE = 100;
const KEPT_FOR = 5 * 60_000;
/** The card script arrives a moment after the first answer. */
const TRIES = 20;
const TRY_EVERY = 100;

/** `unseen` runs what changes the page so that the watch does not take it for the page's doing. */
export function watchRows(
  site: string,
  send: (message: FromPage) => Promise<unknown>,
  unseen: (change: () => void) => void,
  signal: AbortSignal,
) {
  const addresses = new Map<Element, string>();
  const places = new WeakMap<Element, Element>();
  const visible = new Set<Element>();
  const answers = new Map<string, BadgeView | null>();
  const drawn = new WeakMap<Element, string>();
  let askedAt = 0;
  let asking = false;
  let silentUntil = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const observer =
    typeof IntersectionObserver === 'undefined'
      ? null
      : new IntersectionObserver((entries) => {
          for (const { target, isIntersecting } of entries) isIntersecting ? visible.add(target) : visible.delete(target);
          soon();
        });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer?.disconnect();
  });

  function soon(): void {
    if (!signal.aborted)
      timer ??= setTimeout(() => {
        timer = undefined;
        void ask();
      }, 50);
  }

  async function ask(): Promise<void> {
    const now = performance.now();
    if (now - askedAt > KEPT_FOR) answers.clear();
    draw(TRIES);
    const wanted = [...new Set([...visible].map((row) => addresses.get(row) ?? ''))].filter((address) => address && !answers.has(address));
    if (!wanted.length || asking || now < silentUntil) return;
    asking = true;
    const part = wanted.slice(0, AT_ONCE);
    const answer = (await send({ verb: 'rows', site, addresses: part })) as
      | { badges?: (BadgeView | null)[]; off?: true }
      | null
      | undefined;
    asking = false;
    askedAt = performance.now();
    if (!Array.isArray(answer?.badges)) {
      silentUntil = askedAt + 30_000; // badges are off here, or nobody answers
      if (answer?.off) clear();
      return;
    }
    for (const [index, address] of part.entries()) answers.set(address, answer.badges[index] ?? null);
    draw(TRIES);
    if (wanted.length > AT_ONCE) soon();
  }

  function draw(tries: number): void {
    const pairs: BadgePair[] = [];
    const marks = new Map<Element, string>();
    for (const row of visible) {
      const address = addresses.get(row);
      if (address === undefined || !answers.has(address)) continue;
      const badge = answers.get(address) ?? null;
      const mark = `${address}|${badge?.band}|${badge?.shown}`;
      // A row that never had a badge and gets none needs no drawing.
      if (drawn.get(row) === mark || (!badge && !drawn.has(row))) continue;
      pairs.push([places.get(row) ?? row, badge]);
      marks.set(row, mark);
    }
    if (!pairs.length || signal.aborted) return;
    if (!globalThis.__vafaBadges) {
      if (tries > 0) setTimeout(() => draw(tries - 1), TRY_EVERY);
      return;
    }
    unseen(() => globalThis.__vafaBadges?.(pairs));
    for (const [row, mark] of marks) drawn.set(row, mark);
  }

  /** No badges here from now on: those that stand go. */
  function clear(): void {
    const rows = [...addresses.keys()].filter((row) => drawn.delete(row));
    globalThis.__vafaBadges?.(rows.map((row) => [places.get(row) ?? row, null]));
  }

  return {
    /** The rows of the list as they stand now; lists that recycle their rows give known elements another address. */
    show(rows: readonly Row[]): void {
      const now = new Set(rows.map((row) => row.element));
      for (const element of addresses.keys()) {
        if (now.has(element)) continue;
        observer?.unobserve(element);
        addresses.delete(element);
        visible.delete(element);
      }
      for (const { element, address, beside } of rows) {
        places.set(element, beside ?? element);
        if (!addresses.has(element)) observer?.observe(element);
        if (addresses.get(element) !== address && visible.has(element)) soon();
        addresses.set(element, address);
      }
    },
    /** Ask everything anew: what was answered may have changed. */
    forget(): void {
      answers.clear();
      silentUntil = 0;
      soon();
    },
  };
}
