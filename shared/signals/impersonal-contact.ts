import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { cadenceOf, withContact } from '../health/cadence';
import type { Model } from '../health/model';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `last`: so many of our newest contacts are looked at (the facts keep five). `high_times`: times the cadence from which it is high. */
const defaults = { last: 3, high_times: 2 };
const id = 'impersonal-contact';

/** Rare, and none of it personal: nothing from them within the cadence, and our last three contacts were all formal or sent by a machine. */
export const signal: Signal = {
  id,
  row: 35,
  severity: 'medium',
  fault: 'us',
  supersedes: ['contact-overdue'],
  thresholds: defaults,
  message: {
    text: 'Only formal contact for {days:day}',
    evidence: 'Our last {n} contacts: {formal} formal, {auto} automatic. A talk every {usual:day} is usual here.',
    short: 'only formal contact',
  },
  evaluate(facts, model, now): SignalReading | null {
    const rule = thresholdsOf(id, defaults, model);
    const last = facts.contact.ours.slice(-Math.max(1, Math.ceil(rule.last)));
    if (last.length < rule.last) return null;
    const from = lastTalk(facts, model);
    if (from === null || !last.every(({ auto, formal }) => auto || formal)) return null;
    const usual = cadenceOf(facts, model);
    if (now - from.at <= usual * DAY) return null;
    return {
      since: from.at + usual * DAY,
      severity: !from.never && now - from.at > rule.high_times * usual * DAY ? 'high' : 'medium',
      args: {
        days: wholeDays(from.at, now),
        n: last.length,
        formal: last.filter(({ auto }) => !auto).length,
        auto: last.filter(({ auto }) => auto).length,
        usual,
      },
      act: { code: 'call-in-person', args: { name: personToCall(facts) }, log: 'call', due: from.at + usual * DAY, done: withContact },
    };
  },
  nextChange(facts, model, now) {
    const rule = thresholdsOf(id, defaults, model);
    const from = facts.contact.ours.length < rule.last ? null : lastTalk(facts, model);
    if (from === null) return null;
    const usual = cadenceOf(facts, model) * DAY;
    return firstFlip((at) => signal.evaluate(facts, model, at), [from.at + usual + 1, from.at + rule.high_times * usual + 1], now);
  },
  get examples() {
    return [
      {
        title: 'a call in spring, then three newsletters',
        now: day('2026-10-13'),
        events: [
          ev('note', '2026-05-10', { kind: 'call' }),
          ...['2026-07-01', '2026-08-01', '2026-09-01'].map((at) => ev('mail', at, { direction: 'out', auto: true })),
        ],
        fires: true,
      },
      {
        title: 'they wrote in summer and had two formal letters and a machine for an answer',
        now: day('2026-10-13'),
        events: [
          ev('mail', '2026-06-20', { direction: 'in' }),
          ev('note', '2026-08-01', { kind: 'email', tone: 'formal' }),
          ev('mail', '2026-08-20', { direction: 'out', auto: true }),
          ev('note', '2026-09-01', { kind: 'email', tone: 'formal' }),
        ],
        fires: true,
      },
      {
        title: 'one of the three was personal',
        now: day('2026-10-13'),
        events: [
          ev('note', '2026-05-10', { kind: 'call' }),
          ev('mail', '2026-07-01', { direction: 'out', auto: true }),
          ev('note', '2026-08-01', { kind: 'email', tone: 'personal' }),
          ev('mail', '2026-09-01', { direction: 'out', auto: true }),
        ],
        fires: false,
      },
      {
        title: 'formal, but on the last day of the cadence',
        now: day('2026-10-13'),
        events: [
          ev('note', '2026-08-14', { kind: 'call', tone: 'formal' }),
          ...['2026-08-20', '2026-08-25', '2026-09-01'].map((at) => ev('mail', at, { direction: 'out', auto: true })),
        ],
        fires: false,
      },
      {
        title: 'two contacts only',
        now: day('2026-10-13'),
        events: [ev('note', '2026-05-10', { kind: 'call', tone: 'formal' }), ev('mail', '2026-09-01', { direction: 'out', auto: true })],
        fires: false,
      },
    ];
  },
};

/** The last talk with two sides, else their last word, else the start as a customer; null where contacts are not fed, or nothing is known. */
function lastTalk(facts: Facts, model: Model): { at: number; never: boolean } | null {
  if (!model.fed.includes('relationship')) return null;
  const at = facts.contact.lastTwoWay ?? facts.contact.lastIn;
  if (at !== null) return { at, never: false };
  return facts.profile.since === null ? null : { at: facts.profile.since, never: true };
}
