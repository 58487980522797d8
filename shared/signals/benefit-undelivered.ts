import { DAY } from '../event';
import type { BenefitFact, Facts } from '../facts/facts';
import { dayOver, wholeDays } from '../health/ramps';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `high_days`: late by so much it is high. `days`: then nobody waits for it any more. */
const defaults = { high_days: 14, days: 180 };
const id = 'benefit-undelivered';

/** A perk, gift or offer was due and they have not had it: on us. */
export const signal: Signal = {
  id,
  row: 124,
  severity: 'medium',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: 'Benefit {days:day} late',
    evidence: 'Due on {date}: {what}. Not delivered: {n}.',
    short: 'benefit not delivered',
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.benefits.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    const late = undelivered(facts, rule.days, now);
    const oldest = late[0];
    if (!oldest) return null;
    const ids = late.map(({ benefit }) => benefit.id);
    const what = oldest.benefit.what === '' ? { id: oldest.benefit.id } : { name: oldest.benefit.what };
    return {
      since: dayOver(oldest.due),
      severity: now - dayOver(oldest.due) >= rule.high_days * DAY ? 'high' : 'medium',
      args: { days: wholeDays(oldest.due, now), date: { date: oldest.due }, what, n: late.length },
      act: {
        code: 'deliver-benefit',
        args: { what },
        log: 'email',
        due: oldest.due,
        done: (before, at) => ({
          ...before,
          benefits: before.benefits.map((row) => (ids.includes(row.id) ? { ...row, deliveredAt: at } : row)),
        }),
      },
    };
  },
  nextChange(facts, model, now) {
    if (facts.benefits.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    const candidates = facts.benefits.flatMap(({ due }) =>
      due === null ? [] : [dayOver(due), dayOver(due) + rule.high_days * DAY, dayOver(due) + rule.days * DAY],
    );
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'the yearly service, ten days late',
        now: day('2026-10-13'),
        events: [ev('benefit', '2026-01-02', { benefit: 'service-26', what: 'Yearly service', due: day('2026-10-03') })],
        fires: true,
      },
      {
        title: 'a gift, a month late',
        now: day('2026-10-13'),
        events: [ev('benefit', '2026-08-02', { benefit: 'gift-7', kind: 'gift', due: day('2026-09-10') })],
        fires: true,
      },
      {
        title: 'on its very day',
        now: day('2026-10-13T18:00:00Z'),
        events: [ev('benefit', '2026-01-02', { benefit: 'service-26', what: 'Yearly service', due: day('2026-10-13') })],
        fires: false,
      },
      {
        title: 'delivered, if late',
        now: day('2026-10-13'),
        events: [
          ev('benefit', '2026-01-02', { benefit: 'service-26', what: 'Yearly service', due: day('2026-10-03') }),
          ev('benefit', '2026-10-12', { benefit: 'service-26', delivered: true }),
        ],
        fires: false,
      },
      {
        title: 'an offer promised for no day',
        now: day('2026-10-13'),
        events: [ev('benefit', '2026-01-02', { benefit: 'offer-1', kind: 'offer', what: 'Ten per cent on glazes' })],
        fires: false,
      },
    ];
  },
};

/** Benefits whose day is over, by less than `days`, and that were not delivered; the first due first. */
function undelivered(facts: Facts, days: number, now: number): { benefit: BenefitFact; due: number }[] {
  return facts.benefits
    .flatMap((benefit) => {
      const { due, deliveredAt } = benefit;
      return due !== null && deliveredAt === null && now >= dayOver(due) && now < dayOver(due) + days * DAY ? [{ benefit, due }] : [];
    })
    .sort((a, b) => a.due - b.due);
}
