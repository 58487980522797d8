/** Contact: silence against the cadence, their mail that waits for us, and what we promised and did not do or give. */
import { DAY } from '../../event';
import type { BenefitFact, Facts } from '../../facts/facts';
import type { PromiseFact } from '../../facts/work-facts';
import { cadenceOf, lastContact } from '../cadence';
import { along } from '../cuts';
import type { Factor, Term } from '../factor';
import { dayOver, daysSince, fading, ramp, wholeDays, workingDaysSince } from '../ramps';

/** Silence in cadences → loss. */
const SILENCE: [number, number][] = [
  [1, 0],
  [2, 0.4],
  [4, 0.8],
];
/** Working days that their mail has waited → loss; on us. */
const THEIR_MAIL: [number, number][] = [
  [1, 0],
  [2, 0.3],
  [5, 0.7],
  [10, 0.9],
];
/** Days that a thing we promised is late → loss; then the same for a result that nobody has confirmed: it is what they bought for. */
const PROMISE: [number, number][] = [
  [0, 0.3],
  [14, 0.6],
];
const RESULT: [number, number][] = [
  [0, 0.4],
  [30, 0.7],
];
/** A result reached in part, on the day that it was said; half as much every month. */
const PARTLY = 0.2;
const HALF_LIFE = 30;
/** A promise so long overdue is nobody's any more, in days. */
const PROMISE_LASTS = 365;
/** Days that a benefit is late → loss. */
const BENEFIT: [number, number][] = [
  [0, 0.1],
  [14, 0.25],
];
const BENEFIT_LASTS = 180;
/** A contact that was about them and sold nothing takes this part off the loss by silence; half as much every so many days. */
const CARE = 0.3;
const CARE_HALF_LIFE = 90;
/** Loss while nothing at all is known of contact, or nothing newer than half a year. */
const NEUTRAL = 0.3;
const KNOWN_FOR = 180;

export const factor: Factor = {
  id: 'relationship',
  weight: 10,
  edges(facts) {
    const last = lastContact(facts);
    return [
      ...(last === null ? [] : [last + KNOWN_FOR * DAY]),
      ...facts.promises.flatMap(({ by, due }) => (by === 'us' ? [dayOver(due), dayOver(due) + PROMISE_LASTS * DAY] : [])),
      ...facts.benefits.flatMap(({ due, deliveredAt }) =>
        due === null || deliveredAt !== null ? [] : [dayOver(due), dayOver(due) + BENEFIT_LASTS * DAY],
      ),
    ];
  },
  read(facts, model, now) {
    const terms: Term[] = [];
    const last = lastContact(facts);
    const fresh = last !== null && now < last + KNOWN_FOR * DAY;
    if (last === null) terms.push({ code: 'none', share: NEUTRAL, args: {}, since: null });
    else {
      const usual = cadenceOf(facts, model);
      const care = facts.notes.findLast((note) => note.care);
      const silent = along(SILENCE, daysSince(last, now) / usual) * (care ? 1 - CARE * fading(care.at, now, CARE_HALF_LIFE) : 1);
      const share = fresh ? silent : Math.max(NEUTRAL, silent);
      const args = { n: wholeDays(last, now), usual };
      if (share > 0 && care) terms.push({ code: 'silent-care', share, args: { ...args, date: { date: care.at } }, since: last });
      else if (share > 0) terms.push({ code: 'silent', share, args, since: last });
    }
    const waiting = facts.contact.unansweredSince;
    if (waiting !== null) {
      const days = workingDaysSince(waiting, now, model.restDays);
      const share = along(THEIR_MAIL, days);
      if (share > 0) terms.push({ code: 'their-mail', share, args: { n: Math.floor(days) }, since: waiting });
    }
    if (facts.promises.length > 0) addPromises(terms, facts, now);
    if (facts.benefits.length > 0) addBenefits(terms, facts.benefits, now);
    return { terms, fresh };
  },
};

/** What we promised for a day that is over: things to do, results, and results in part. */
function addPromises(terms: Term[], facts: Facts, now: number): void {
  const due = facts.promises
    .filter((promise) => promise.by === 'us' && now >= dayOver(promise.due) && now < dayOver(promise.due) + PROMISE_LASTS * DAY)
    .sort((a, b) => a.due - b.due);
  const add = (code: string, promises: PromiseFact[], share: (promise: PromiseFact) => number) => {
    const first = promises[0];
    if (!first) return;
    const args = { n: promises.length, what: { name: first.what }, days: wholeDays(first.due, now) };
    terms.push({ code, share: promises.reduce((sum, promise) => sum + share(promise), 0), args, since: dayOver(first.due) });
  };
  const open = due.filter(({ keptAt }) => keptAt === null);
  add(
    'promise',
    open.filter(({ kind }) => kind === 'action'),
    (promise) => ramp(dayOver(promise.due), now, PROMISE),
  );
  add(
    'result',
    open.filter(({ kind }) => kind === 'result'),
    (promise) => ramp(dayOver(promise.due), now, RESULT),
  );
  add(
    'partly',
    due.filter(({ kind, outcome, keptAt }) => kind === 'result' && outcome === 'partly' && keptAt !== null),
    ({ keptAt }) => PARTLY * fading(keptAt ?? now, now, HALF_LIFE),
  );
}

/** What they were to be given by a day that is over. */
function addBenefits(terms: Term[], benefits: readonly BenefitFact[], now: number): void {
  const late = benefits
    .flatMap(({ id, what, due, deliveredAt }) =>
      due !== null && deliveredAt === null && now >= dayOver(due) && now < dayOver(due) + BENEFIT_LASTS * DAY
        ? [{ what: what || id, due }]
        : [],
    )
    .sort((a, b) => a.due - b.due);
  if (!late[0]) return;
  const { what, due } = late[0];
  const share = late.reduce((sum, benefit) => sum + ramp(dayOver(benefit.due), now, BENEFIT), 0);
  terms.push({ code: 'benefit', share, args: { n: late.length, what: { name: what }, days: wholeDays(due, now) }, since: dayOver(due) });
}
