/** A club for tests: dollars to points one to one, nothing else, and whatever the test says. */
import type { LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultProgramme } from '../../../shared/loyalty/default-programme';
import type { Programme } from '../../../shared/loyalty/programme';
import { tierOf } from '../../../shared/loyalty/tiers';
import { day } from '../../../shared/signals/example';
import { events } from '../events';

type Rules = Partial<Omit<Programme, 'earn' | 'tiers'>> & { earn?: Partial<Programme['earn']>; tiers?: Record<string, number> };

export function clubOf({ earn = {}, tiers, ...rules }: Rules = {}): Programme {
  const usual = defaultProgramme();
  return {
    ...usual,
    ...rules,
    tiers: tiers ? Object.entries(tiers).map(([id, entry]) => ({ id, entry })) : usual.tiers,
    earn: { ...usual.earn, perUnit: { USD: 1 }, perPurchase: 0, perVisit: 0, perYear: 0, ...earn },
  };
}

export const c = events('acme');
export const buy = (at: string, dollars: number) => c.purchase(at, { amount: Math.round(dollars * 100), currency: 'USD' });
export const giveBack = (at: string, dollars: number) =>
  c.purchase(at, { amount: Math.round(dollars * 100), currency: 'USD', refund: true });
export const rials = (at: string, amount: number) => c.purchase(at, { amount, currency: 'IRR' });
export const read = (set: LiveEvent[], now: string, programme: Programme) => tierOf(fold(set), programme, day(now));
export const tier = (set: LiveEvent[], now: string, programme: Programme) => read(set, now, programme).tier;
