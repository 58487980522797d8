/** Why a warning is put aside, and the day on which it comes back. */
import { DAY } from '../event';

/** Reasons to choose from; a text of one's own goes beside them. Kept as their code, so that each reader sees words of their own language. */
export const SNOOZE_REASONS = ['waiting-for-them', 'in-work', 'agreed', 'known', 'not-so'] as const;
export type SnoozeReason = (typeof SNOOZE_REASONS)[number];

export const SNOOZE_ENDS = ['tomorrow', 'week', 'two-weeks'] as const;
const DAYS: Record<(typeof SNOOZE_ENDS)[number], number> = { tomorrow: 1, week: 7, 'two-weeks': 14 };
/** The days ahead, from this reader's today, that an end stands for. */
export const daysUntil = (end: (typeof SNOOZE_ENDS)[number]): number => DAYS[end];
/** No warning is put aside for longer (ms). */
export const LONGEST_SNOOZE = 365 * DAY;
