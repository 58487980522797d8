/**
 * Why customers leave, in the three groups that a well-known survey counts: how we treated them, what we sold them, or a competitor. Its
 * shares (68, 14 and 9 per cent) stand beside one's own with their source; other reasons are in none of the groups.
 */
import type { Facts } from '../facts/facts';
import type { LossReason } from '../facts/work-facts';

export const LOSS_GROUPS = ['service', 'product', 'competitor'] as const;
export type LossGroup = (typeof LOSS_GROUPS)[number];

const GROUP_OF: Readonly<Record<LossReason, LossGroup | 'other'>> = {
  'no-contact': 'service',
  'slow-support': 'service',
  'bad-experience': 'service',
  'faulty-product': 'product',
  'no-value': 'product',
  price: 'other',
  competitor: 'competitor',
  payment: 'other',
  'not-needed': 'other',
  other: 'other',
};
export const groupOf = (code: LossReason): LossGroup | 'other' => GROUP_OF[code];

export interface LossSplit {
  /** Losses with a primary reason, and without one. */
  known: number;
  unknown: number;
  /** Of the known ones, by primary reason. */
  groups: Record<LossGroup | 'other', number>;
  /** Who left for poor service (as primary or further reason), and how many of them went to a competitor. */
  service: number;
  serviceToCompetitor: number;
}

/** The split of the losses of these customers, those who came back among them. */
export function splitLosses(all: Iterable<Facts>): LossSplit {
  const split: LossSplit = {
    known: 0,
    unknown: 0,
    groups: { service: 0, product: 0, competitor: 0, other: 0 },
    service: 0,
    serviceToCompetitor: 0,
  };
  for (const { loss } of all) {
    if (loss === null) continue;
    if (loss.code === '') {
      split.unknown++;
      continue;
    }
    split.known++;
    split.groups[groupOf(loss.code)]++;
    const reasons = [loss.code, ...loss.also];
    if (!reasons.some((code) => groupOf(code) === 'service')) continue;
    split.service++;
    if (loss.competitor !== '' || reasons.includes('competitor')) split.serviceToCompetitor++;
  }
  return split;
}
