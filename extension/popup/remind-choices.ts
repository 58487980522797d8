/** When a follow-up may remind: the next mornings at ten, in the reader's own time zone. */
import type { Locale } from '../../shared/i18n/message';
import { atHour } from '../../shared/i18n/week';

export interface RemindChoice {
  key: 'none' | 'tomorrow' | 'days' | 'week' | 'month';
  at: number | null;
}
const DAYS: Record<Exclude<RemindChoice['key'], 'none'>, number> = { tomorrow: 1, days: 3, week: 7, month: 30 };

export function remindChoices(now: number, locale: Locale): RemindChoice[] {
  const morning = (days: number) => atHour(now, days, 10, 0, locale);
  return [{ key: 'none', at: null }, ...(Object.keys(DAYS) as (keyof typeof DAYS)[]).map((key) => ({ key, at: morning(DAYS[key]) }))];
}
