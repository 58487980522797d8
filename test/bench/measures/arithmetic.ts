/** What the pure arithmetic costs: fold, health, the whole standing, and the bytes of facts. */
import type { LiveEvent } from '../../../shared/event';
import { FEEDS } from '../../../shared/event-entry';
import { fold } from '../../../shared/facts/fold';
import { foldWithTrace } from '../../../shared/facts/trace';
import { defaultModel } from '../../../shared/health/default-model';
import { nextChange } from '../../../shared/health/next-change';
import { publishModel } from '../../../shared/health/publish';
import { health } from '../../../shared/health/score';
import { snapshotPopulation } from '../../../shared/health/snapshot';
import { shownScore } from '../../../worker/standing';
import { type Figure, median, quantile, rounded, timed } from '../figure';
import { populate } from '../population';

const CUSTOMERS = 600;
const RUNS = 9;

export async function measure(): Promise<Figure[]> {
  const now = Date.now();
  const population = populate(CUSTOMERS, now);
  const events = population.reduce((sum, { events: { length } }) => sum + length, 0);
  const facts = population.map((resident) => fold(resident.events));
  const draft = defaultModel(now);
  const fitted = publishModel({ ...draft, population: snapshotPopulation(facts, draft, now) }, FEEDS);
  if ('problem' in fitted) throw new Error(`the default model is not sound: ${fitted.problem.code}`);
  const { model } = fitted;
  const score = (of: (typeof facts)[number], at: number) => shownScore(of, model, at);
  const perCustomer = async (work: (nth: number) => unknown) =>
    rounded(
      (median(
        await timed(RUNS, () => {
          for (let nth = 0; nth < CUSTOMERS; nth++) work(nth);
        }),
      ) /
        CUSTOMERS) *
        1000,
    );
  const perSecond = async (work: (list: LiveEvent[]) => unknown) =>
    rounded(
      events /
        (median(
          await timed(RUNS, () => {
            for (const resident of population) work(resident.events);
          }),
        ) /
          1000),
    );
  const one = (nth: number) => facts[nth] as (typeof facts)[number];
  const conditions = `${CUSTOMERS} customers like the demo's, ${events} events, all factors fed, one thread of Node ${process.versions.node}, median of ${RUNS} runs`;
  const bytes = facts.map((each) => new TextEncoder().encode(JSON.stringify(each)).length);
  const figure = (name: string, value: number, unit: string, better: Figure['better'], more = ''): Figure => ({
    name,
    value,
    unit,
    budget: null,
    better,
    conditions: conditions + more,
  });
  return [
    figure('health of a customer', await perCustomer((nth) => health(one(nth), model, now)), 'µs', 'lower'),
    figure('next change of a customer', await perCustomer((nth) => nextChange(one(nth), model, now)), 'µs', 'lower'),
    figure('fold', await perSecond((list) => fold(list)), 'events/s', 'higher'),
    figure(
      'fold with the trace of 90 days',
      await perSecond((list) => foldWithTrace(list, { score, until: now })),
      'events/s',
      'higher',
      '; 18 scores per customer included',
    ),
    figure('facts of a customer, median', median(bytes), 'bytes', 'lower', '; JSON in UTF-8'),
    figure('facts of a customer, 99th percentile', quantile(bytes, 0.99), 'bytes', 'lower', '; JSON in UTF-8'),
  ];
}
