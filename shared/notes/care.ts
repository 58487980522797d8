/** How much of what we do with a customer is care and not sales, and how often it went beyond what they expected. Pure. */
import { DAY } from '../event';
import type { Facts, NoteFact } from '../facts/facts';

/** A quarter, in days. */
export const QUARTER = 91;
/** At least so much of our contact is to be care. */
export const CARE_SHARE = 0.5;

export interface Care {
  /** Logged contacts of the last quarter, and those of them that were care. */
  touches: number;
  care: number;
  /** null where there was no contact. */
  share: number | null;
  /** Epoch ms; null where none is known. */
  last: number | null;
}
/** A note that stands for contact: a plain one is a word to ourselves. */
const isTouch = ({ kind, direction, about }: NoteFact): boolean => kind !== 'note' || direction !== '' || about === 'advice';

export function careOf({ notes }: Pick<Facts, 'notes'>, now: number): Care {
  const lately = notes.filter((note) => isTouch(note) && note.at <= now && now - note.at < QUARTER * DAY);
  const care = lately.filter((note) => note.care).length;
  const last = notes.findLast((note) => isTouch(note) && note.care && note.at <= now);
  return { touches: lately.length, care, share: lately.length === 0 ? null : care / lately.length, last: last?.at ?? null };
}

/** How often in the last quarter something was done beyond what was expected, and when last. */
export function beyondOf({ notes }: Pick<Facts, 'notes'>, now: number): { count: number; last: NoteFact | null } {
  const beyond = notes.filter(({ about, at }) => about === 'beyond' && at <= now);
  return { count: beyond.filter(({ at }) => now - at < QUARTER * DAY).length, last: beyond.at(-1) ?? null };
}

/** The newest note of a topic; null where nobody wrote one. */
export function latestAbout({ notes }: Pick<Facts, 'notes'>, topic: string): NoteFact | null {
  return notes.findLast(({ about }) => about === topic) ?? null;
}
