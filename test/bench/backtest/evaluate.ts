/** From what was seen at the cutoffs to the figures of a set: means over cutoffs, by base and score. */
import { chance, fitTwoNumbers } from '../../../shared/churn/calibrate';
import { auc, ece, topDecile } from '../../../shared/churn/metrics';
import { type Cutoff, SCORES, type ScoreName, type Sight } from './observe';

export type Base = 'all' | '2H';
export interface Figure {
  set: string;
  base: Base;
  score: ScoreName;
  auc: number | null;
  lift10: number | null;
  precision10: number | null;
  recall10: number | null;
  /** With two numbers fitted on the windows that had closed by then; null where none had. */
  ece: number | null;
}
export interface Share {
  set: string;
  base: '2H';
  score: 'health:at_risk' | 'health:not_healthy';
  share: number;
}
/** What a base comes to, for the report. */
export interface Extent {
  set: string;
  base: Base;
  rows: number;
  cutoffs: number;
  scored: number;
  left: number;
  /** AUC of health on the last three scored cutoffs. */
  latest: number | null;
}
export interface Evaluation {
  figures: Figure[];
  shares: Share[];
  extents: Extent[];
}

/** Fewer than so many who left, or who stayed, and a cutoff is not scored. */
const FEWEST = 5;

export function evaluate(set: string, horizon: number, cutoffs: readonly Cutoff[]): Evaluation {
  const figures: Figure[] = [];
  const extents: Extent[] = [];
  for (const base of ['all', '2H'] as const) {
    const windows = cutoffs.map(({ workspace, day, sights }) => ({
      workspace,
      day,
      sights: sights.filter(({ counts, silence }) => counts && (base === 'all' || silence < 2 * horizon)),
    }));
    const scored = windows.filter(({ sights }) => canScore(sights));
    for (const score of SCORES) figures.push(figureOf(set, base, score, horizon, windows, scored));
    const all = windows.flatMap(({ sights }) => sights);
    extents.push({
      set,
      base,
      rows: all.length,
      cutoffs: windows.length,
      scored: scored.length,
      left: mean(all.map(({ left }) => left)) ?? 0,
      latest: mean(scored.slice(-3).map(({ sights }) => rankingOf(sights, 'health') ?? 0)),
    });
  }
  const share = (is: (sight: Sight) => boolean) =>
    mean(
      cutoffs.flatMap(({ sights }) => {
        const inWork = sights.filter(({ present, silence }) => present && silence < 2 * horizon);
        return inWork.length === 0 ? [] : [inWork.filter(is).length / inWork.length];
      }),
    ) ?? 0;
  const shares: Share[] = [
    { set, base: '2H', score: 'health:at_risk', share: share(({ band }) => band === 'at-risk') },
    { set, base: '2H', score: 'health:not_healthy', share: share(({ band }) => band === 'at-risk' || band === 'watch') },
  ];
  return { figures, shares, extents };
}

function rankingOf(sights: readonly Sight[], score: ScoreName): number | null {
  return auc(
    sights.map(({ risks }) => risks[score]),
    sights.map(({ left }) => left),
  );
}

function figureOf(set: string, base: Base, score: ScoreName, horizon: number, windows: Cutoff[], scored: Cutoff[]): Figure {
  const aucs: number[] = [];
  const tops: { lift: number; precision: number; recall: number }[] = [];
  const errors: number[] = [];
  for (const window of scored) {
    const value = rankingOf(window.sights, score);
    const top = topDecile(
      window.sights.map(({ risks }) => risks[score]),
      window.sights.map(({ left }) => left),
    );
    if (value !== null) aucs.push(value);
    if (top) tops.push(top);
    const closed = windows.filter(({ workspace, day }) => workspace === window.workspace && day + horizon <= window.day);
    const error = calibrationError(
      window.sights,
      closed.flatMap(({ sights }) => sights),
      score,
    );
    if (error !== null) errors.push(error);
  }
  return {
    set,
    base,
    score,
    auc: mean(aucs),
    lift10: mean(tops.map(({ lift }) => lift)),
    precision10: mean(tops.map(({ precision }) => precision)),
    recall10: mean(tops.map(({ recall }) => recall)),
    ece: mean(errors),
  };
}

/** The calibration error on `tested`, with two numbers fitted on `known`; a baseline's risk is brought to the usual width first. */
export function calibrationError(tested: readonly Sight[], known: readonly Sight[], score: ScoreName): number | null {
  const raw = (sight: Sight) => (score === 'health' ? sight.index : sight.risks[score]);
  let middle = 0;
  let width = 1;
  if (score !== 'health') {
    const values = known.map(raw);
    middle = mean(values) ?? 0;
    width = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) ?? 0) || 1;
  }
  const x = (sight: Sight) => (raw(sight) - middle) / width;
  const numbers = fitTwoNumbers(
    known.map(x),
    known.map(({ left }) => left),
  );
  if (!numbers) return null;
  return ece(
    tested.map((sight) => chance(x(sight), numbers)),
    tested.map(({ left }) => left),
  );
}

function canScore(sights: readonly Sight[]): boolean {
  const left = sights.filter((sight) => sight.left === 1).length;
  return left >= FEWEST && sights.length - left >= FEWEST;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
