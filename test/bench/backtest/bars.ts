/** What the score has to reach, and whether it does. */
import type { Base, Figure, Share } from './evaluate';
import type { SetResult } from './measure-set';
import type { ScoreName } from './observe';

export interface Bar {
  bar: string;
  value: number;
  /** As text, for the table. */
  wanted: string;
  holds: boolean;
}

/** By how much a ranking may be below the better of RFM and the decayed count. */
const ROOM = 0.005;
const MEAN: Record<Base, number> = { all: 0.838, '2H': 0.797 };
/** Calibration error allowed: the network of students changes faster than any window closes. */
const ERROR = 0.07;
const ERROR_OF: Record<string, number> = { collegemsg: 0.11 };

/** The bars that can be judged from what was measured, in their order. Throws where a figure of a measured set is missing. */
export function barsOf(results: readonly SetResult[]): Bar[] {
  const figures = results.flatMap((result) => result.figures);
  const has = (set: string) => results.some((result) => result.set === set);
  const bars: Bar[] = [];
  if (has('cdnow_39_39')) bars.push(atLeast('(1) cdnow_39_39: AUC', value(figures, 'cdnow_39_39', 'all', 'health', 'auc'), 0.77));
  const rolling = results.filter(({ kind }) => kind === 'rolling').map(({ set }) => set);
  for (const base of ['all', '2H'] as const) {
    for (const set of rolling) {
      const best = Math.max(value(figures, set, base, 'rfm', 'auc'), value(figures, set, base, 'decayed', 'auc'));
      bars.push(atLeast(`(2) ${set}, ${base}: AUC`, value(figures, set, base, 'health', 'auc'), best - ROOM));
    }
    if (rolling.length < 5) continue;
    const aucs = rolling.map((set) => value(figures, set, base, 'health', 'auc'));
    bars.push(atLeast(`(2) mean of five, ${base}: AUC`, aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length, MEAN[base]));
  }
  if (has('oulad_stop')) {
    bars.push(atLeast('(3) oulad_stop: AUC', value(figures, 'oulad_stop', 'all', 'health', 'auc'), 0.786));
    bars.push(atLeast('(3) oulad_stop: lift at the top decile', value(figures, 'oulad_stop', 'all', 'health', 'lift10'), 4.5));
  }
  for (const { score, base, set, ece } of figures)
    if (score === 'health' && ece !== null) bars.push(between(`(4) ${set}, ${base}: calibration error`, ece, 0, ERROR_OF[set] ?? ERROR));
  for (const { set, shares } of results)
    for (const { score, share } of shares)
      bars.push(
        score === 'health:at_risk' ? between(`(5) ${set}: at risk`, share, 0.05, 0.15) : between(`(5) ${set}: not healthy`, share, 0, 0.4),
      );
  return bars;
}

const atLeast = (bar: string, value: number, least: number): Bar => ({
  bar,
  value,
  wanted: `≥ ${least.toFixed(4)}`,
  holds: value >= least,
});
const between = (bar: string, value: number, least: number, most: number): Bar => ({
  bar,
  value,
  wanted: least > 0 ? `${least}–${most}` : `≤ ${most}`,
  holds: value >= least && value <= most,
});

function value(figures: readonly Figure[], set: string, base: Base, score: ScoreName, member: 'auc' | 'lift10'): number {
  const found = figures.find((figure) => figure.set === set && figure.base === base && figure.score === score)?.[member];
  if (found === undefined || found === null) throw new Error(`${set} has no ${member} of ${score} on base ${base}`);
  return found;
}

/** The one list that `--json` prints: figures, then shares. */
export function rowsOf(results: readonly SetResult[]): (Figure | Share)[] {
  return [...results.flatMap(({ figures }) => figures), ...results.flatMap(({ shares }) => shares)];
}
