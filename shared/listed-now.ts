/** A row of the list of customers, of one moment: the same on the Worker's page and in a device's own copy. */
import type { ListedCustomer } from './api/customer-list';
import { DAY } from './event';
import type { Facts } from './facts/facts';
import { renewalAt } from './facts/renewal-at';
import { lastContact } from './health/cadence';
import type { Band } from './health/health';
import { FORMULA, type Model } from './health/model';
import { bandOf, scoreAt } from './health/score';
import type { Programme } from './loyalty/programme';
import { tierOf } from './loyalty/tiers';
import { scoreNear } from './present/trend';
import type { CustomerRecord } from './record';

const TREND_DAYS = 30;

/** The rules of the moment; `now` in epoch ms. */
export interface ListRules {
  model: Model;
  programme: Programme;
  now: number;
}
export interface Stands {
  band: Band;
  /** A whole number also where the band is unknown; it is not shown then. */
  score: number;
}

/** Band and score; under a model whose arithmetic this build does not know, the last score that the Worker wrote stands in. */
export function standsAt({ facts, trace }: CustomerRecord, model: Model, now: number): Stands {
  if (model.formula === FORMULA) return scoreAt(facts, model, now);
  const last = trace.findLast(({ score }) => score !== null)?.score ?? null;
  return last === null ? { band: 'unknown', score: 0 } : { band: bandOf(last, model), score: last };
}

export function listedNow(
  record: CustomerRecord,
  { model, programme, now }: ListRules,
  { band, score }: Stands = standsAt(record, model, now),
): ListedCustomer {
  const { facts, trace } = record;
  const shown = band === 'unknown' ? null : score;
  const before = scoreNear(trace, now - TREND_DAYS * DAY);
  return {
    id: record.id,
    name: facts.profile.name,
    owner: facts.owner.user || null,
    band,
    score: shown,
    as_of: now,
    value: facts.profile.value,
    renewal_at: renewalAt(facts, now),
    trend: shown === null || before === null ? null : shown - before,
    tier: tierOf(facts, programme, now).tier,
    group: facts.profile.segment,
    last_contact_at: lastContact(facts),
    last_seen_at: lastSeen(facts),
  };
}

function lastSeen({ activity }: Facts): number | null {
  const days = [activity.usage, activity.visits, activity.purchases].flatMap(({ last }) => (last === null ? [] : [last]));
  return days.length === 0 ? null : Math.max(...days) * DAY;
}
