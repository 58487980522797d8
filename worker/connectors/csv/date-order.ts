/** 03/04/2026 is two days in two countries: the whole file has to tell which, or the row is refused. */
import { latinDigits } from './fold-name';

export type DateOrder = 'day-first' | 'month-first';

const YEAR_LAST = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?:[T\s]+(.+))?$/;

/** A date with its year last, year first, by the order of the file; null for any other text, `unclear` without an order. */
export function toYearFirst(text: string, order: DateOrder | null): string | null | 'unclear' {
  const found = YEAR_LAST.exec(latinDigits(text).trim());
  if (!found) return null;
  const [, first, , second, year, time] = found;
  if (order === null) return first === second ? `${year}-${first}-${second}${time ? ` ${time}` : ''}` : 'unclear';
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return `${year}-${month}-${day}${time ? ` ${time}` : ''}`;
}

/** A number above 12 in one place settles the file. Without one, Persian and Arabic headers mean day first, Latin ones nothing. */
export function findDateOrder(titles: readonly string[], rows: readonly (readonly string[])[]): DateOrder | null {
  let [day, month, seen] = [false, false, false];
  for (const cells of rows) {
    for (const cell of cells) {
      const found = cell.length < 8 || cell.length > 40 ? null : YEAR_LAST.exec(latinDigits(cell));
      if (!found) continue;
      seen = true;
      if (Number(found[1]) > 12) day = true;
      if (Number(found[3]) > 12) month = true;
    }
  }
  if (day !== month) return day ? 'day-first' : 'month-first';
  return seen && !day && titles.some((title) => /[\u0600-\u06FF]/.test(title)) ? 'day-first' : null;
}
