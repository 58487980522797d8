import { foldText } from '../../shared/matching/fold-text';

/** The longest time that a segment may look ahead, in days. */
export const MOST_DAYS = 3650;

/** Days as somebody typed them, in any digits: undefined for none, null where it is no whole number from 1 to the longest. */
export function readDays(typed: string): number | undefined | null {
  const digits = foldText(typed).replace(/[,،٬](?=\d{3}(?!\d))/gu, '');
  if (digits === '') return undefined;
  const days = /^\d+$/.test(digits) ? Number(digits) : 0;
  return days >= 1 && days <= MOST_DAYS ? days : null;
}
