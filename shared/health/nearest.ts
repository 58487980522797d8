/** The known name that a mistyped one most likely means. */

/** The nearest of `names` by letters changed, added or left out; '' when there are none. */
export function nearest(name: string, names: readonly string[]): string {
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const known of names) {
    const distance = lettersApart(name.toLowerCase(), known.toLowerCase());
    if (distance < least) {
      least = distance;
      best = known;
    }
  }
  return best;
}

/** Levenshtein's distance, one row at a time. */
function lettersApart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
