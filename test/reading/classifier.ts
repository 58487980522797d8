/** Logistic regression on hashed n-grams of letters: what learning from the training part alone would give. Deterministic. */
import { foldWords } from '../../extension/reading/words';
import { hash } from './labelled-sets';

const BUCKETS = 1 << 16;
const SHORTEST = 2;
const LONGEST = 4;
const ROUNDS = 5;
const STEP = 4;
const DECAY = 1e-6;

export interface Example {
  text: string;
  label: boolean;
}

/** @returns whether a text is of the class. The threshold is the one with the best F1 on the training part. */
export function train(examples: readonly Example[]): (text: string) => boolean {
  const weights = new Float64Array(BUCKETS);
  let bias = 0;
  const all = examples.map(({ text, label }) => ({ grams: gramsOf(text), label }));
  const order = all.map((_, i) => i).sort((a, b) => hash(`${a}`) - hash(`${b}`));
  const positives = all.filter(({ label }) => label).length;
  // Both classes weigh the same, up to a limit: a class of one in a thousand would otherwise never be said.
  const weight = Math.min(10, (all.length - positives) / Math.max(1, positives));
  const scoreOf = (grams: Int32Array) => {
    let sum = bias;
    const share = 1 / Math.sqrt(grams.length || 1);
    for (const gram of grams) sum += (weights[gram] ?? 0) * share;
    return sum;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const step = STEP / (1 + round);
    for (const i of order) {
      const { grams, label } = all[i] as (typeof all)[number];
      const error = ((label ? 1 : 0) - 1 / (1 + Math.exp(-scoreOf(grams)))) * (label ? weight : 1);
      const change = (step * error) / Math.sqrt(grams.length || 1);
      for (const gram of grams) weights[gram] = (weights[gram] ?? 0) * (1 - DECAY) + change;
      bias += step * 0.1 * error;
    }
  }
  const threshold = bestThreshold(all.map(({ grams, label }) => ({ score: scoreOf(grams), label })));
  return (text) => scoreOf(gramsOf(text)) >= threshold;
}

function bestThreshold(scored: { score: number; label: boolean }[]): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const positives = sorted.filter(({ label }) => label).length;
  let right = 0;
  let best = { f1: -1, threshold: 0 };
  for (const [i, { score, label }] of sorted.entries()) {
    if (label) right++;
    const f1 = (2 * right) / (i + 1 + positives);
    if (f1 > best.f1) best = { f1, threshold: (score + (sorted[i + 1]?.score ?? score)) / 2 };
  }
  return best.threshold;
}

function gramsOf(text: string): Int32Array {
  const padded = ` ${foldWords(text)} `;
  const grams = new Set<number>();
  for (let from = 0; from < padded.length; from++)
    for (let length = SHORTEST; length <= LONGEST && from + length <= padded.length; length++)
      grams.add(hash(padded.slice(from, from + length)) % BUCKETS);
  return Int32Array.from(grams);
}
