import { DAY, dayOf } from '../event';
import { addMonths } from '../loyalty/calendar';

/** The same time of day so many calendar months on (UTC); the last day of a month that has no such day. */
export const afterMonths = (at: number, months: number): number => addMonths(dayOf(at), months) * DAY + (at - dayOf(at) * DAY);
