/** Which letters of two look-alikes differ, so that a reader need not search for them. */

/** A piece of a text; `differs` where the other text has nothing equal in its place. */
export interface MarkedPart {
  text: string;
  differs: boolean;
}

/**
 * Both texts in parts (longest common letters in order). Texts that have less than two thirds in common are left whole and
 * unmarked: nearly everything would be marked.
 */
export function differingParts(one: string, other: string): { one: MarkedPart[]; other: MarkedPart[] } {
  const [left, right] = [[...one], [...other]];
  const common = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      (common[i] as number[])[j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  if (3 * at(0, 0) < 2 * Math.min(left.length, right.length))
    return { one: [{ text: one, differs: false }], other: [{ text: other, differs: false }] };
  const parts = { one: [] as MarkedPart[], other: [] as MarkedPart[] };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      add(parts.one, left[i++] as string, false);
      add(parts.other, right[j++] as string, false);
    } else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1))) add(parts.one, left[i++] as string, true);
    else add(parts.other, right[j++] as string, true);
  }
  return parts;
}

function add(parts: MarkedPart[], letter: string, differs: boolean): void {
  const last = parts.at(-1);
  if (last?.differs === differs) last.text += letter;
  else parts.push({ text: letter, differs });
}
