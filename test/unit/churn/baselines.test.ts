import { expect, test } from 'vitest';
import { baselineRisks, quintiles } from '../../../shared/churn/baselines';
import { QUINTILES } from './golden';

test('quintiles by mid-rank equal the published vector', () => {
  expect([...quintiles(QUINTILES.values)]).toEqual(QUINTILES.quintiles);
});

test('row 53: each baseline puts the customer at more risk that was silent longer, came less often or spent less', () => {
  const states = [
    { n: 9, silence: 3, amount: 900, decayed: 5 },
    { n: 4, silence: 30, amount: 500, decayed: 2 },
    { n: 1, silence: 200, amount: 10, decayed: 0.1 },
  ];
  const risks = baselineRisks(states);
  expect([...risks.recency]).toEqual([3, 30, 200]);
  expect([...risks.decayed]).toEqual([-5, -2, -0.1]);
  expect([...risks.rfm]).toEqual([-12, -6, -3]);
});
