/** Contact: silence against the cadence, their mail that waits for us, and what we promised and did not do. */
import { DAY } from '../../event';
import { cadenceOf, lastContact } from '../cadence';
import { along } from '../cuts';
import type { Factor, Term } from '../factor';
import { daysSince, ramp, wholeDays, workingDaysSince } from '../ramps';

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
const PROMISE: [number, number][] = [
  [0, 0.3],
  [14, 0.6],
];
/** Loss while nothing at all is known of contact, or nothing newer than half a year. */
const NEUTRAL = 0.3;
const KNOWN_FOR = 180;

export const factor: Factor = {
  id: 'relationship',
  weight: 10,
  edges(facts) {
    const last = lastContact(facts);
    const broken = facts.promises.filter((promise) => promise.keptAt === null && promise.by === 'us').map((promise) => promise.due);
    return last === null ? broken : [last + KNOWN_FOR * DAY, ...broken];
  },
  read(facts, model, now) {
    const terms: Term[] = [];
    const last = lastContact(facts);
    const fresh = last !== null && now < last + KNOWN_FOR * DAY;
    if (last === null) terms.push({ code: 'none', share: NEUTRAL, args: {}, since: null });
    else {
      const usual = cadenceOf(facts, model);
      const silent = along(SILENCE, daysSince(last, now) / usual);
      const share = fresh ? silent : Math.max(NEUTRAL, silent);
      if (share > 0) terms.push({ code: 'silent', share, args: { n: wholeDays(last, now), usual }, since: last });
    }
    const waiting = facts.contact.unansweredSince;
    if (waiting !== null) {
      const days = workingDaysSince(waiting, now, model.restDays);
      const share = along(THEIR_MAIL, days);
      if (share > 0) terms.push({ code: 'their-mail', share, args: { n: Math.floor(days) }, since: waiting });
    }
    const broken = facts.promises
      .filter((promise) => promise.keptAt === null && promise.by === 'us' && promise.due <= now)
      .sort((a, b) => a.due - b.due);
    if (broken[0]) {
      const { due, what } = broken[0];
      const share = broken.reduce((sum, promise) => sum + ramp(promise.due, now, PROMISE), 0);
      terms.push({ code: 'promise', share, args: { n: broken.length, what: { name: what }, days: wholeDays(due, now) }, since: due });
    }
    return { terms, fresh };
  },
};
