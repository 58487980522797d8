/** What the card must show for a customer, computed apart from the extension: the Worker's facts and the pure functions. */
import type { Changes } from '../../shared/api/contract';
import { withClub } from '../../shared/health/model';
import { health } from '../../shared/health/score';
import { tierOf } from '../../shared/loyalty/tiers';
import type { CustomerRecord } from '../../shared/record';
import { openSignals } from '../../shared/signals/registry';

export interface ExpectedCard {
  name: string;
  /** '–' where there is not enough data. */
  score: string;
  band: string;
  tier: string;
  /** Ids of the signals that the card lists, sorted. */
  signals: string[];
}

export async function expectCard(url: string, token: string, customer: string, now: number): Promise<ExpectedCard> {
  const get = async <T>(route: string): Promise<T> =>
    (await (await fetch(url + route, { headers: { authorization: `Bearer ${token}` } })).json()) as T;
  const { facts } = await get<CustomerRecord>(`/v1/customers/${customer}`);
  const { model: published, programme } = await get<Changes>('/v1/changes?since=0&limit=1');
  if (!published || !programme) throw new Error('the Worker has published no model');
  const model = withClub(published, programme);
  const { score, band } = health(facts, model, now);
  const open = openSignals(facts, model, now).filter(({ snoozedUntil }) => snoozedUntil === null);
  const ids = open.map(({ signal }) => signal.id);
  return {
    name: facts.profile.name,
    score: band === 'unknown' ? '–' : String(score),
    band,
    tier: tierOf(facts, programme, now).tier,
    // A signal that only says again what another open one says is not listed beside it.
    signals: open
      .filter(({ signal }) => !signal.echoes?.some((other) => ids.includes(other)))
      .map(({ signal }) => signal.id)
      .sort(),
  };
}
