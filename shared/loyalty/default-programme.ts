/** The club a workspace starts with, until its own rules are published. */
import type { Programme } from './programme';

/**
 * Three tiers by the points of a rolling year. A point is worth about one US dollar of purchases in every currency, in round steps:
 * 4 riyals or dirhams, 50 Egyptian pounds, 1,000,000 rials (100,000 tomans). Rates are per 100 minor units, and the rial has none
 * smaller, so that its rate is a ten-thousandth.
 */
export function defaultProgramme(): Programme {
  return {
    version: 1,
    tiers: [
      { id: 'bronze', entry: 0 },
      { id: 'silver', entry: 1000 },
      { id: 'gold', entry: 5000 },
    ],
    periodDays: 365,
    graceDays: 30,
    earn: { perUnit: { USD: 1, EUR: 1, SAR: 0.25, AED: 0.25, EGP: 0.02, IRR: 0.0001 }, perPurchase: 10, perVisit: 1, perYear: 50 },
  };
}
