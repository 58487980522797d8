import { describe, expect, it } from 'vitest';
import { DATA, hasData } from '../../bench/backtest/data-folder';
import { measureSet } from '../../bench/backtest/measure-set';

describe.skipIf(!hasData())('the public log CDNOW (skipped where the data sets are absent)', () => {
  it('row 53: ranks 23,570 customers at week 39 with AUC .770 or better, every score the sum of its lines', () => {
    const { figures, checked, extents } = measureSet('cdnow_39_39', DATA);
    const all = figures.filter(({ base }) => base === 'all');
    const of = (score: string) => all.find((figure) => figure.score === score);
    expect(of('health')?.auc).toBeGreaterThanOrEqual(0.77);
    // The baselines equal the published figures, so the protocol is the published one.
    expect(of('recency')?.auc).toBeCloseTo(0.75942, 5);
    expect(of('rfm')?.auc).toBeCloseTo(0.76631, 5);
    expect(of('decayed')?.auc).toBeCloseTo(0.76789, 5);
    expect(extents[0]).toMatchObject({ rows: 23_570, scored: 1 });
    expect(extents[0]?.left).toBeCloseTo(0.70055, 5);
    expect(checked.scores).toBe(23_570);
    expect(checked.replays).toBeGreaterThan(3_000);
  });
});
