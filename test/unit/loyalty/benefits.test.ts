/** What a tier gives beside points. */
import { describe, expect, test } from 'vitest';
import { fold } from '../../../shared/facts/fold';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import type { Programme, TierBenefit } from '../../../shared/loyalty/programme';
import { checkProgramme } from '../../../shared/loyalty/programme-check';
import { programmeDocument } from '../../../shared/loyalty/programme-document';
import { wouldLose } from '../../../shared/loyalty/would-lose';
import { day } from '../../../shared/signals/example';
import { events } from '../events';

const club = (benefits: TierBenefit[]): Programme => ({ ...defaultProgramme(), tiers: [{ id: 'gold', entry: 0, benefits }] });
const faults = (programme: Programme) => {
  const checked = checkProgramme(programmeDocument(programme));
  return 'problems' in checked ? checked.problems.map(({ code }) => code) : [];
};

describe('benefits of a tier', () => {
  test('row 143: free shipping comes with the tier, and is named among what they would lose', () => {
    const programme = club([
      { kind: 'shipping', what: 'Free shipping' },
      { kind: 'access', what: 'early-news' },
    ]);
    expect(faults(programme)).toEqual([]);
    const facts = fold([events('acme').purchase('2026-09-01', { amount: 20_000, currency: 'EUR' })]);
    expect(wouldLose(facts, programme, day('2026-10-13'), null).perks).toContainEqual({ kind: 'shipping', what: 'Free shipping' });
  });

  test('row 144: a tier needs one benefit that is neither money nor shipping', () => {
    for (const kind of ['money', 'shipping'] as const) expect(faults(club([{ kind, what: 'x' }]))).toEqual(['only-money']);
    for (const kind of ['recognition', 'access', 'experience'] as const) expect(faults(club([{ kind, what: 'x' }]))).toEqual([]);
  });
});
