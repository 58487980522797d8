/** The moment that a day in words stands for, in the reader's own time zone. */
import type { ReadDay } from '../../shared/i18n/dates-follow-up';
import type { Locale } from '../../shared/i18n/message';
import { atHour } from '../../shared/i18n/week';
import { MORNING } from './days';

/** Hours at which something of today may still come back, and how far ahead (ms) it has to lie. */
const TODAY = [MORNING[0], 13, 17];
const SOONEST = 30 * 60_000;

/** Epoch ms of a day so many days ahead: its morning, and of today the next good hour. */
export function momentOf(ahead: number, now: number, locale: Locale): number {
  if (ahead > 0) return atHour(now, ahead, ...MORNING, locale);
  return TODAY.map((hour) => atHour(now, 0, hour, 0, locale)).find((at) => at >= now + SOONEST) ?? now + 2 * SOONEST;
}

/** The moment of what was read, where it is one day. */
export const dueOf = (read: ReadDay, now: number, locale: Locale): number | null =>
  read.kind === 'day' ? momentOf(read.ahead, now, locale) : null;
