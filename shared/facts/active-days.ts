/**
 * The days on which a customer was active, as a bit set: the last 800 of them fit in 134 characters, and every window, half-life
 * and recent past date is read from it. Days are UTC day numbers (see dayOf). Byte i holds the bits 8i … 8i+7, lowest first;
 * zero bytes at the end and the padding of base64 are left out, so that equal sets are equal text.
 */
import type { ActiveDays } from './facts';

/** How many days back the set remembers, the newest active day included. */
export const ACTIVE_DAYS_KEPT = 800;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) VALUES[LETTERS.charCodeAt(i)] = i;

/** A customer that was never active. */
export function noActiveDays(): ActiveDays {
  return { bits: '', until: 0, first: null, last: null, days: 0 };
}

/** The set with one more active day; the same object when that day is in it already. Days may come in any order within the 800. */
export function addDay(days: ActiveDays, day: number): ActiveDays {
  if (days.last === null || days.first === null) return { bits: encode(Uint8Array.of(1)), until: day, first: day, last: day, days: 1 };
  if (day === days.until) return days;
  if (day > days.until) {
    const bytes = shift(decode(days.bits), day - days.until);
    bytes[0] = (bytes[0] ?? 0) | 1;
    return { bits: encode(bytes), until: day, first: days.first, last: day, days: days.days + 1 };
  }
  const back = days.until - day;
  const first = Math.min(days.first, day);
  // Beyond the window only a day before the very first is known to be new.
  if (back >= ACTIVE_DAYS_KEPT) return day < days.first ? { ...days, first, days: days.days + 1 } : days;
  const bytes = grown(decode(days.bits), (back >> 3) + 1);
  const mask = 1 << (back & 7);
  const before = bytes[back >> 3] ?? 0;
  if (before & mask) return days;
  bytes[back >> 3] = before | mask;
  return { bits: encode(bytes), until: days.until, first, last: days.last, days: days.days + 1 };
}

/** How many days were active from day `since` to day `until`, both included. Days older than the window count as not active. */
export function activeDays(days: ActiveDays, since: number, until: number): number {
  let count = 0;
  eachActiveDay(days, (day) => {
    if (day >= since && day <= until) count++;
  });
  return count;
}

/** Ages in whole days of the active days in the window as they stood on day `today`, rising; later days are left out. Age 0 is today. */
export function activeAges(days: ActiveDays, today: number): number[] {
  const ages: number[] = [];
  eachActiveDay(days, (day) => {
    if (day <= today) ages.push(today - day);
  });
  return ages;
}

/** First and last active day and their number ever, as they stood on day `today`: exact for any `today` inside the window. */
export function activeAsOf(days: ActiveDays, today: number): { first: number | null; last: number | null; days: number } {
  if (days.last === null || days.last <= today) return { first: days.first, last: days.last, days: days.days };
  if (days.first === null || days.first > today) return { first: null, last: null, days: 0 };
  let later = 0;
  let last: number | null = null;
  eachActiveDay(days, (day) => {
    if (day > today) later++;
    else last ??= day;
  });
  return { first: days.first, last: last ?? days.first, days: days.days - later };
}

/** Calls `visit` with each active day of the window, newest first. */
export function eachActiveDay(days: ActiveDays, visit: (day: number) => void): void {
  const bytes = decode(days.bits);
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i] ?? 0;
    for (let bit = 0; byte !== 0; bit++, byte >>= 1) if (byte & 1) visit(days.until - i * 8 - bit);
  }
}

function grown(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length >= length) return bytes;
  const out = new Uint8Array(length);
  out.set(bytes);
  return out;
}

/** Every bit `by` days older; what leaves the window is forgotten. */
function shift(bytes: Uint8Array, by: number): Uint8Array {
  if (by >= ACTIVE_DAYS_KEPT) return new Uint8Array(1);
  const whole = by >> 3;
  const part = by & 7;
  const out = new Uint8Array(Math.min(ACTIVE_DAYS_KEPT / 8, bytes.length + whole + 1));
  for (let i = 0; i < bytes.length && i + whole < out.length; i++) {
    const wide = (bytes[i] ?? 0) << part;
    out[i + whole] = (out[i + whole] ?? 0) | (wide & 255);
    if (i + whole + 1 < out.length) out[i + whole + 1] = wide >> 8;
  }
  return out;
}

function encode(bytes: Uint8Array): string {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length--;
  let text = '';
  for (let i = 0; i < length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += LETTERS.charAt(group >> 18) + LETTERS.charAt((group >> 12) & 63);
    if (i + 1 < length) text += LETTERS.charAt((group >> 6) & 63);
    if (i + 2 < length) text += LETTERS.charAt(group & 63);
  }
  return text;
}

function decode(text: string): Uint8Array {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) break;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (held >> bits) & 255;
      held &= (1 << bits) - 1;
    }
  }
  return out;
}
