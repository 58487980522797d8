import { describe, expect, it } from 'vitest';
import { SETS, SHOWN } from '../../bench/backtest/all-sets';
import { barsOf, rowsOf } from '../../bench/backtest/bars';
import { evaluate } from '../../bench/backtest/evaluate';
import type { SetResult } from '../../bench/backtest/measure-set';
import { observe } from '../../bench/backtest/observe';
import { barLines, reportOf } from '../../bench/backtest/report';
import { generatedLog } from './generated-log';

const log = generatedLog({ seed: 3, customers: 150, cutoffs: [150, 220] });
const checked = { scores: 0, changes: 0, replays: 0 };
const seen = log.workspaces.flatMap((workspace) => observe(workspace, log, checked));
/** The generated log under the name of a real one: what is told of it, not how good it is, is what is read here. */
const resultOf = (set: string): SetResult => ({ set, kind: SETS[set]?.kind ?? 'rolling', checked, ...evaluate(set, log.horizon, seen) });
const results = SHOWN.map(resultOf);

describe('what a backtest of all sets says', () => {
  it('names every bar with its value, and the ones that are missed', () => {
    const bars = barsOf(results);
    expect(bars.map(({ bar }) => bar)).toContain('(2) mean of five, 2H: AUC');
    expect(bars.filter(({ bar }) => bar.startsWith('(5)'))).toHaveLength(2 * results.length);
    const [first] = barsOf([
      { ...resultOf('cdnow_39_39'), figures: resultOf('cdnow_39_39').figures.map((row) => ({ ...row, auc: 0.7699 })) },
    ]);
    expect(first).toMatchObject({ bar: '(1) cdnow_39_39: AUC', value: 0.7699, holds: false });
    expect(barLines([first as NonNullable<typeof first>])).toMatch(/^MISSED .*0\.7699 +≥ 0\.7700$/);
  });
  it('gives one list of figures and shares, whose members are the ones that are promised', () => {
    const rows = rowsOf([resultOf('grocery')]);
    expect(rows).toHaveLength(2 * 4 + 2);
    for (const row of rows.slice(0, 8))
      expect(Object.keys(row)).toEqual(['set', 'base', 'score', 'auc', 'lift10', 'precision10', 'recall10', 'ece']);
    for (const row of rows.slice(8)) expect(Object.keys(row)).toEqual(['set', 'base', 'score', 'share']);
  });
  it('writes a report with every set beside its baselines', () => {
    const report = reportOf(results);
    for (const set of SHOWN) expect(report).toContain(`| ${set}`);
    for (const score of ['health', 'recency', 'rfm', 'decayed']) expect(report).toContain(`| ${score} |`);
    expect(report).not.toContain('NaN');
  });
});
