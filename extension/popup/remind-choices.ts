/** When a follow-up may remind: the next mornings at ten, in the reader's own time. */

export interface RemindChoice {
  key: 'none' | 'tomorrow' | 'days' | 'week' | 'month';
  at: number | null;
}
const DAYS: Record<Exclude<RemindChoice['key'], 'none'>, number> = { tomorrow: 1, days: 3, week: 7, month: 30 };

export function remindChoices(now: Date): RemindChoice[] {
  const morning = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 10).getTime();
  return [{ key: 'none', at: null }, ...(Object.keys(DAYS) as (keyof typeof DAYS)[]).map((key) => ({ key, at: morning(DAYS[key]) }))];
}
