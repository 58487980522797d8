/** Naming a colleague with @ while a note is being written. Pure. */
import { foldName, foldText } from '../../shared/matching/fold-text';

export interface Colleague {
  id: string;
  name: string;
}
const MOST = 5;
/** An @ at the start or after a space, and what follows it up to the cursor: at most three words. */
const OPEN = /(?:^|\s)@([\p{L}\p{N}\p{M}._-]*(?: [\p{L}\p{N}\p{M}._-]+){0,2})$/u;

/** Who may be meant by the @ before the cursor, the best first; null where none is being written. */
export function suggested(text: string, cursor: number, colleagues: readonly Colleague[]): { from: number; found: Colleague[] } | null {
  const open = OPEN.exec(text.slice(0, cursor));
  if (open === null) return null;
  const part = open[1] ?? '';
  const key = foldName(part);
  const found = colleagues.filter(
    ({ name }) =>
      foldName(name).startsWith(key) ||
      foldText(name)
        .split(' ')
        .some((word) => word.startsWith(key)),
  );
  return found.length === 0 ? null : { from: cursor - part.length - 1, found: found.slice(0, MOST) };
}

/** The text with the name in the place of what was typed. */
export function withName(text: string, from: number, cursor: number, name: string): { text: string; cursor: number } {
  const put = `@${name} `;
  return { text: text.slice(0, from) + put + text.slice(cursor).replace(/^ /, ''), cursor: from + put.length };
}

/** The colleagues whose whole name stands in the text after an @. */
export function namedIn(text: string, colleagues: readonly Colleague[]): string[] {
  const folded = foldText(text);
  return colleagues.filter(({ name }) => name !== '' && folded.includes(`@${foldText(name)}`)).map(({ id }) => id);
}
