import { describe, expect, it } from 'vitest';
import { LOSS_REASONS } from '../../../shared/attributes';
import { addLoss, GROUP_OF, lossGroups, noLosses } from '../../../shared/churn/losses';
import type { Facts } from '../../../shared/facts/facts';
import { fold } from '../../../shared/facts/fold';
import { LANGUAGES } from '../../../shared/i18n/languages';
import { ev } from '../../../shared/signals/example';

describe('why customers left', () => {
  const lost = (code: (typeof LOSS_REASONS)[number] | undefined, more: object = {}) =>
    fold([ev('customer.lost', '2026-10-01', { ...(code === undefined ? {} : { code }), ...more })]);
  const tallied = (all: Facts[]) => {
    const tally = noLosses();
    for (const facts of all) addLoss(tally, facts, Date.UTC(2026, 10, 1));
    return tally;
  };
  it('row 7: is counted as service, product or competitor, what has no reason apart', () => {
    const { reasons } = tallied([
      lost('slow-support'),
      lost('no-contact'),
      lost('faulty-product'),
      lost('competitor'),
      lost('price'),
      lost(undefined),
      fold([]),
    ]);
    expect(lossGroups(reasons)).toEqual({ known: 5, groups: { service: 2, product: 1, competitor: 1, other: 1 } });
    expect(reasons['']).toBe(1);
  });
  it('row 8: of those who left for poor service, those count who named a competitor', () => {
    const tally = tallied([
      lost('slow-support', { competitor: 'Northglass' }),
      lost('bad-experience', { also: ['competitor'] }),
      lost('no-contact'),
      lost('price', { competitor: 'Northglass' }),
    ]);
    expect([tally.forService, tally.serviceToRival]).toEqual([3, 2]);
  });
  it.each(LANGUAGES)('row 60: every reason has its words in $id, and a group', ({ messages }) => {
    expect(LOSS_REASONS.filter((code) => !(`loss.reason.${code}` in messages) || GROUP_OF[code] === undefined)).toEqual([]);
  });
});
