/** How many letters apart two words are: one added, left out, replaced, or swapped with its neighbour counts one. */

/**
 * The distance of Damerau (each stretch edited once), as far as it matters.
 * @returns the distance, or `most` + 1 for anything further apart.
 */
export function editDistance(one: string, other: string, most: number): number {
  let start = 0;
  let [a, b] = [one.length, other.length];
  if (Math.abs(a - b) > most) return most + 1;
  while (start < a && start < b && one[start] === other[start]) start++;
  while (a > start && b > start && one[a - 1] === other[b - 1]) {
    a--;
    b--;
  }
  const [left, right] = [one.slice(start, a), other.slice(start, b)];
  if (left === '' || right === '') return Math.min(left.length + right.length, most + 1);
  // What is left begins and ends with different letters: one edit reaches two of them at most, and most pairs end here.
  if (most === 1 && Math.max(left.length, right.length) > 2) return 2;
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const next = new Array<number>(right.length + 1).fill(most + 1);
    if (i <= most) next[0] = i;
    // Further from the diagonal than `most`, no cell can be within it.
    for (let j = Math.max(1, i - most); j <= Math.min(right.length, i + most); j++) {
      const same = left[i - 1] === right[j - 1];
      const plain = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      next[j] = swapped ? Math.min(plain, (before[j - 2] ?? 0) + 1) : plain;
    }
    // A row that is too far leads nowhere, unless a swap reaches over it from the one before.
    if (Math.min(...next) > most && Math.min(...row) >= most) return most + 1;
    before = row;
    row = next;
  }
  return Math.min(row[right.length] ?? most + 1, most + 1);
}
