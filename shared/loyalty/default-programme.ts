/** The club a workspace starts with, until its own rules are published. */
import type { Programme } from './programme';

/**
 * Three tiers by the points of a rolling year. A point is worth about one US dollar of purchases in every currency, in round steps:
 * 4 riyals or dirhams, 50 Egyptian pounds, 1,000,000 rials (100,000 tomans). Rates are per 100 minor units, and the rial has none
 * smaller, so that its rate is a ten-thousandth. Every tier brings something that is not money.
 */
export function defaultProgramme(): Programme {
  return {
    version: 1,
    from: 0,
    former: null,
    timeZone: 'UTC',
    tiers: [
      { id: 'bronze', entry: 0, benefits: [{ kind: 'recognition', what: 'thanks' }] },
      { id: 'silver', entry: 1000, benefits: [{ kind: 'access', what: 'early-news' }] },
      { id: 'gold', entry: 5000, benefits: [{ kind: 'experience', what: 'own-contact' }] },
    ],
    qualification: { basis: 'earned', currency: 'USD', period: 'rolling' },
    periodDays: 365,
    validity: null,
    graceDays: 30,
    fall: 'one-step',
    gapMonths: 0,
    pendingDays: 0,
    earn: {
      perUnit: { USD: 1, EUR: 1, SAR: 0.25, AED: 0.25, EGP: 0.02, IRR: 0.0001 },
      perPurchase: 10,
      perVisit: 1,
      perYear: 50,
      perReferral: 0,
      referralCap: null,
      custom: [],
    },
    pointsExpire: null,
    credit: { expire: { months: 12, roundUp: 'none' }, warnDays: [30, 7] },
    rewards: [],
    badges: [],
    referral: { approveDays: 31, minimum: null, friendPoints: 0, sameAddressMost: 9 },
    priceGroups: { on: false, groups: [] },
    packages: [],
  };
}

/** A stored programme with every member that came after it was published, as the club starts with them. */
export function completeProgramme(stored: Partial<Programme>): Programme {
  const usual = defaultProgramme();
  return {
    ...usual,
    ...stored,
    earn: { ...usual.earn, ...stored.earn },
    former: stored.former ? completeProgramme(stored.former) : null,
  };
}
