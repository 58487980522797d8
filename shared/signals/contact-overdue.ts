import { DAY } from '../event';
import type { Facts } from '../facts/facts';
import { cadenceOf, lastContact, withContact } from '../health/cadence';
import type { Model } from '../health/model';
import { wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** Times the cadence from which it is high. */
const defaults = { high_times: 2 };
const id = 'contact-overdue';

/** Attention went to others: no contact for longer than this customer's cadence. */
export const signal: Signal = {
  id,
  row: 33,
  severity: 'medium',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'We last spoke {days:day} ago',
    evidence: 'Every {usual:day} is usual here.',
    short: 'contact overdue',
    variants: { never: { text: 'Never contacted', evidence: 'Customer for {days:day}; every {usual:day} is usual here.' } },
  },
  evaluate(facts, model, now): SignalReading | null {
    const from = startOfSilence(facts, model);
    if (from === null) return null;
    const usual = cadenceOf(facts, model);
    if (now - from.at <= usual * DAY) return null;
    const { high_times } = thresholdsOf(id, defaults, model);
    return {
      since: from.at + usual * DAY,
      // A customer with no contact on record may only lack the record: never worse than medium.
      severity: !from.never && now - from.at > high_times * usual * DAY ? 'high' : 'medium',
      ...(from.never ? { variant: 'never' } : {}),
      args: { days: wholeDays(from.at, now), usual },
      act: { code: 'keep-in-touch', args: { name: personToCall(facts) }, log: 'call', due: from.at + usual * DAY, done: withContact },
    };
  },
  nextChange(facts, model, now) {
    const from = startOfSilence(facts, model);
    if (from === null) return null;
    const usual = cadenceOf(facts, model) * DAY;
    const { high_times } = thresholdsOf(id, defaults, model);
    return firstFlip((at) => signal.evaluate(facts, model, at), [from.at + usual + 1, from.at + high_times * usual + 1], now);
  },
  get examples() {
    return [
      { title: 'no contact for four months', now: day('2026-10-13'), events: [ev('note', '2026-06-10', { kind: 'call' })], fires: true },
      {
        title: 'a customer since spring whom nobody called',
        now: day('2026-10-13'),
        events: [ev('customer.profile', '2026-04-01', { name: 'Quillbrook', since: day('2026-04-01') })],
        fires: true,
      },
      { title: 'a call last week', now: day('2026-10-13'), events: [ev('note', '2026-10-06', { kind: 'call' })], fires: false },
    ];
  },
};

/** When the silence began: the last contact, else the start as a customer. Null where the workspace does not feed contacts. */
function startOfSilence(facts: Facts, model: Model): { at: number; never: boolean } | null {
  if (!model.fed.includes('relationship')) return null;
  const last = lastContact(facts);
  if (last !== null) return { at: last, never: false };
  return facts.profile.since === null ? null : { at: facts.profile.since, never: true };
}
