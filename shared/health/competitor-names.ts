/** The workspace's list of competitors: how its names are told apart and written. */
import { foldText } from '../matching/fold-text';

/** Trimmed, each once however it is typed (the first spelling stays), in the order of their folded text. */
export function competitorNames(given: readonly string[]): string[] {
  const names = new Map<string, string>();
  for (const name of given) {
    const key = foldText(name);
    if (key !== '' && !names.has(key)) names.set(key, name.trim());
  }
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}
