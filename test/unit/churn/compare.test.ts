import { describe, expect, it } from 'vitest';
import { compareChurn } from '../../../shared/churn/compare';
import { CITED_COST, costRatio } from '../../../shared/churn/costs';
import { type Improvement, periodsOf, spanKey, spansOf } from '../../../shared/churn/measures';
import { type ChurnCounts, noChurn } from '../../../shared/churn/rates';
import { DAY } from '../../../shared/event';

const START = 20_000 * DAY;
const improvement = (more: Partial<Improvement> = {}): Improvement => ({
  ...{ id: 'i', cause: 'slow-support', goal: 'Answer in a day', tactics: '', start: START, days: 90, periods: 1 },
  ...more,
});
const counts = (held: number, lostOfHeld: number): ChurnCounts => ({ ...noChurn(), held, lost: lostOfHeld, lostOfHeld });
const book = (one: Improvement, before: ChurnCounts[], after: ChurnCounts[]) => {
  const spans = periodsOf(one);
  return new Map(
    [
      ...spans.before.map((span, i) => [spanKey(span), before[i]] as const),
      ...spans.after.map((span, i) => [spanKey(span), after[i]] as const),
    ].flatMap(([key, found]) => (found === undefined ? [] : [[key, found] as const])),
  );
};

describe('before and after an improvement', () => {
  it('row 5: 10 of 250 before and 6 of 260 after is 4 % and 2.3 %, four customers, too few to be sure', () => {
    const one = improvement();
    const found = compareChurn(one, book(one, [counts(250, 10)], [counts(260, 6)]), START + 90 * DAY);
    expect(found).toMatchObject({ saved: 4, sure: false, running: 0, uncounted: 0 });
    expect(found.before).toMatchObject({ lost: 10, held: 250, rate: 0.04 });
    expect(found.after.rate).toBeCloseTo(0.0231, 4);
  });
  it('row 5: the same rates of ten times as many customers are no chance', () => {
    const one = improvement();
    const found = compareChurn(one, book(one, [counts(2500, 100)], [counts(2600, 60)]), START + 90 * DAY);
    expect(found).toMatchObject({ saved: 44, sure: true });
  });
  it('row 5: counts as many periods on either side, and leaves out those that are not over', () => {
    const one = improvement({ periods: 2, days: 30 });
    const found = compareChurn(one, book(one, [counts(100, 4), counts(98, 4)], [counts(96, 1)]), START + 40 * DAY);
    expect([found.before.held, found.before.lost, found.after.held, found.after.lost]).toEqual([198, 8, 96, 1]);
    expect(found).toMatchObject({ running: 1, uncounted: 0 });
    expect(compareChurn(one, new Map(), START + 60 * DAY)).toMatchObject({ saved: null, sure: false, running: 0, uncounted: 4 });
  });
  it('row 5: more lost than before is said as more', () => {
    const one = improvement();
    expect(compareChurn(one, book(one, [counts(100, 2)], [counts(100, 9)]), START + 90 * DAY).saved).toBe(-7);
  });
  it('row 5: every stretch is counted once, however many name it', () => {
    const twice = [improvement(), improvement({ id: 'j' })];
    expect(spansOf({ improvements: twice, costs: [] })).toHaveLength(2);
  });
});

describe('what customers cost', () => {
  it('row 6: our own ratio is what a new one costs by what a kept one costs, beside the cited five to seven', () => {
    const found = costRatio(
      { acquisition: 600_000, retention: 190_000 },
      { ...noChurn(), held: 100, acquired: 10, lost: 5, lostOfHeld: 5 },
    );
    expect(found).toEqual({ acquired: 10, kept: 95, perNew: 60_000, perKept: 2_000, ratio: 30 });
    expect([CITED_COST.least, CITED_COST.most]).toEqual([5, 7]);
    expect(CITED_COST.source).toContain('Small Business Administration');
  });
  it('row 6: without anybody won or kept, and where keeping cost nothing, there is no ratio', () => {
    expect(costRatio({ acquisition: 1, retention: 1 }, { ...noChurn(), held: 5 }).ratio).toBeNull();
    expect(costRatio({ acquisition: 1, retention: 1 }, { ...noChurn(), acquired: 5 }).ratio).toBeNull();
    expect(costRatio({ acquisition: 1, retention: 0 }, { ...noChurn(), acquired: 5, held: 5 }).ratio).toBeNull();
  });
});
