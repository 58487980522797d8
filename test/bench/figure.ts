/** What a measure answers: one number with its budget and the conditions under which it was taken. */

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The number to keep to; null where there is none and the figure only gives a scale to others. */
  budget: number | null;
  better: 'lower' | 'higher';
  conditions: string;
}
export type Measure = () => Promise<Figure[]>;

/** The value below which the share `q` (0..1) of the numbers lies, by nearest rank. NaN for none. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** Three significant digits: more would claim what a shared machine cannot tell. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Milliseconds that each of `runs` calls took. */
export async function timed(runs: number, work: (run: number) => unknown): Promise<number[]> {
  const took: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    await work(run);
    took.push(performance.now() - begun);
  }
  return took;
}
