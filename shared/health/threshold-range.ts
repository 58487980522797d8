/** Between which numbers a signal's threshold may be set. Its name and usual number say what kind of number it is. */

export interface NumberRange {
  least: number;
  most: number;
  whole: boolean;
}
const YEARS_OF_DAYS = 3650;

/** Days (whole where they usually are), shares 0..1, and other numbers up to a thousand times the usual one. */
export function rangeOf(name: string, usual: number): NumberRange {
  const whole = Number.isInteger(usual);
  if (/(^|_)days?($|_)/.test(name)) return { least: 0, most: YEARS_OF_DAYS, whole };
  if (!whole && usual > 0 && usual < 1) return { least: 0, most: 1, whole: false };
  const most = Math.max(100, Math.abs(usual) * 1000);
  return { least: usual < 0 ? -most : 0, most, whole: false };
}
