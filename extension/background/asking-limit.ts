/**
 * How much the pages of one origin may ask about. A page cannot speak to us, but a page that took over its renderer can speak as our content
 * script, and would try address after address to learn who is a customer, in as many tabs as it can open. A person reads far less than this.
 */
import * as v from 'valibot';
import { sessionArea } from './kept';

/** Addresses at once: the visible rows of many screens, scrolled through in a hurry. */
export const AT_ONCE = 2000;
/** And so many again each second. */
export const PER_SECOND = 2;
/** What may be asked before it is known what was asked in an earlier life of the background. */
const UNREAD = 300;

/** `at`: epoch ms. */
const Asked = v.object({ left: v.number(), at: v.number() });
export type Asked = v.InferOutput<typeof Asked>;
/** Keeps what an origin has left beyond the life of this background. */
export interface AskedStore {
  read(origin: string): Promise<Asked | null>;
  keep(origin: string, asked: Asked): void;
}

/** The browser's memory, which no page can read. */
export const askedInSession: AskedStore = {
  async read(origin) {
    const parsed = v.safeParse(Asked, await sessionArea.read(`asked:${origin}`));
    return parsed.success ? parsed.output : null;
  },
  keep: (origin, asked) => void sessionArea.write(`asked:${origin}`, asked).catch(() => {}),
};

const refilled = ({ left, at }: Asked, now: number): number => Math.min(AT_ONCE, left + (Math.max(0, now - at) / 1000) * PER_SECOND);

/**
 * Whether an origin may ask about `count` more addresses now (`now` in epoch ms); asking counts. Nobody waits for the store, which is written
 * only once half is used up: a background that was put to sleep begins with a little, and hears in a moment what is really left.
 */
export function askingLimit(store: AskedStore | null = null): (origin: string, count: number, now: number) => boolean {
  const origins = new Map<string, Asked & { known: boolean }>();
  const keepIfLow = (origin: string, { left, at, known }: Asked & { known: boolean }) => {
    if (known && left < AT_ONCE / 2) store?.keep(origin, { left, at });
  };
  const begin = (origin: string, now: number) => {
    const asked = { left: store ? UNREAD : AT_ONCE, at: now, known: store === null };
    origins.set(origin, asked);
    const heard = (kept: Asked | null) => {
      // What was granted meanwhile counts too, as a debt where there was less.
      asked.left = (kept ? refilled(kept, now) : AT_ONCE) - (UNREAD - asked.left);
      asked.known = true;
      keepIfLow(origin, asked);
    };
    // A store that cannot be read grants no more than what is refilled.
    store?.read(origin).then(heard, () => {});
    return asked;
  };
  return (origin, count, now) => {
    const asked = origins.get(origin) ?? begin(origin, now);
    asked.left = refilled(asked, now);
    asked.at = now;
    if (count > asked.left) return false;
    asked.left -= count;
    keepIfLow(origin, asked);
    return true;
  };
}
