import { DAY } from '../event';
import type { ContractFact, Facts } from '../facts/facts';
import { withContact } from '../health/cadence';
import { daysAhead } from '../health/ramps';
import { latestRatings, ratingWord } from '../health/ratings';
import { standsToLose } from '../loyalty/would-lose';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { openRemarks, remarkEnds, withAnswered } from './rule/remarks';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/**
 * How long an unanswered remark, a low rating and a talk that went badly say that they are unhappy; the days left from which it matters more;
 * and how long somebody stays whom no term binds, but what leaving would cost.
 */
const defaults = { remark_days: 90, rating_days: 180, talk_days: 30, medium_left: 90, high_left: 30, loss_days: 60 };
const id = 'recovery-window';
const UNHAPPY = ['complaint', 'angry', 'negative-feedback', 'public-complaint', 'leave', 'indifferent', 'repeated-problem'];
const WINDOW = {
  by: 'days',
  '=0': 'Last day to win them back',
  one: '{days} day to win them back',
  other: '{days} days to win them back',
};

/**
 * Unhappy inside a running term, or with much to lose by leaving: who is bound negotiates before leaving, so there is time to win them back.
 * It lowers nothing.
 */
export const signal: Signal = {
  id,
  row: 126,
  severity: 'medium',
  fault: 'us',
  thresholds: defaults,
  message: {
    text: WINDOW,
    evidence: 'Unhappy since {date}; the term runs until {end}: time to talk.',
    short: 'time to win them back',
    variants: {
      notice: { text: WINDOW, evidence: 'Unhappy since {date}; they can give notice until {until}.' },
      loss: { text: WINDOW, evidence: 'Unhappy since {date}, with much to lose by leaving: time to talk.' },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.profile.lostAt !== null) return null;
    const rule = thresholdsOf(id, defaults, model);
    const since = unhappySince(facts, rule, now);
    if (since === null) return null;
    const window = negotiationWindow(facts, now) ?? lossWindow(facts, since + rule.loss_days * DAY, now);
    if (!window) return null;
    const { end, until, variant } = window;
    const left = until - now;
    return {
      since,
      severity: left <= rule.high_left * DAY ? 'high' : left <= rule.medium_left * DAY ? 'medium' : 'low',
      ...(variant === null ? {} : { variant }),
      args: { days: daysAhead(now, until), date: { date: since }, until: { date: until }, end: { date: end } },
      act: {
        code: 'win-back',
        args: { name: personToCall(facts) },
        log: 'meeting',
        due: until,
        done: (before, at) => withAnswered(withContact(before, at), openRemarks(before, UNHAPPY, rule.remark_days, at), at),
      },
    };
  },
  nextChange(facts, model, now) {
    const rule = thresholdsOf(id, defaults, model);
    const since = unhappySince(facts, rule, now);
    const loss = since === null ? [] : [since + rule.loss_days * DAY];
    const untils = [...loss, ...facts.contracts.flatMap((contract) => [contract.end, noticeDeadline(contract)])];
    const candidates = [
      ...untils.flatMap((until) => [until, until - rule.high_left * DAY, until - rule.medium_left * DAY]),
      ...facts.contracts.flatMap(({ start }) => (start === null ? [] : [start])),
      ...remarkEnds(facts, UNHAPPY, rule.remark_days),
      ...facts.answers.map(({ at }) => at + rule.rating_days * DAY),
      ...facts.notes.flatMap(({ sentiment, at }) => (sentiment === 'bad' ? [at + rule.talk_days * DAY] : [])),
    ];
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'a complaint four months before the end',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2027-02-20') }),
          ev('remark', '2026-10-12', { kind: 'complaint' }),
        ],
        fires: true,
      },
      {
        title: 'a low rating, and notice is possible for three more weeks',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2026-12-31'), notice_days: 60, auto_renew: true }),
          ev('survey.answered', '2026-10-01', { survey: 'Q3', kind: 'nps', score: 3 }),
        ],
        fires: true,
      },
      {
        title: 'notice is over, the term is not',
        now: day('2026-11-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2026-12-31'), notice_days: 60, auto_renew: true }),
          ev('note', '2026-11-10', { kind: 'call', sentiment: 'bad' }),
        ],
        fires: true,
      },
      {
        title: 'no term, but years together and credit unspent',
        now: day('2026-10-13'),
        events: [
          ev('customer.profile', '2026-01-01', { since: day('2022-01-01'), value: { amount: 100_000, currency: 'EUR' } }),
          ev('credit.granted', '2026-09-01', { grant: 'g', amount: 20_000, currency: 'EUR' }),
          ev('remark', '2026-10-12', { kind: 'complaint' }),
        ],
        fires: true,
      },
      {
        title: 'unhappy with much to lose, two months ago',
        now: day('2026-12-20'),
        events: [
          ev('customer.profile', '2026-01-01', { since: day('2022-01-01'), value: { amount: 100_000, currency: 'EUR' } }),
          ev('credit.granted', '2026-09-01', { grant: 'g', amount: 20_000, currency: 'EUR' }),
          ev('remark', '2026-10-12', { kind: 'complaint' }),
        ],
        fires: false,
      },
      {
        title: 'unhappy, but nothing binds them',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2025-01-01', { contract: 'C-1', end: day('2026-10-13') }),
          ev('remark', '2026-10-12', { kind: 'complaint' }),
        ],
        fires: false,
      },
      {
        title: 'the complaint was answered',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2027-02-20') }),
          ev('remark', '2026-10-10', { kind: 'complaint' }, 'c'),
          ev('remark.answered', '2026-10-12', { remark: 'c' }),
        ],
        fires: false,
      },
      {
        title: 'a low rating once, a nine since',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2027-02-20') }),
          ev('survey.answered', '2026-07-01', { survey: 'Q2', kind: 'nps', score: 3 }),
          ev('survey.answered', '2026-10-01', { survey: 'Q3', kind: 'nps', score: 9 }),
        ],
        fires: false,
      },
      {
        title: 'happy within the term',
        now: day('2026-10-13'),
        events: [
          ev('contract.set', '2026-01-01', { contract: 'C-1', end: day('2027-02-20') }),
          ev('remark', '2026-10-12', { kind: 'praise' }),
        ],
        fires: false,
      },
    ];
  },
};

const noticeDeadline = ({ end, noticeDays }: ContractFact): number => end - noticeDays * DAY;

/** Until when there is time to talk; `end` of what binds them. */
interface Window {
  end: number;
  until: number;
  variant: 'notice' | 'loss' | null;
}

/** No term binds them, but what they would lose does, for a while. */
function lossWindow(facts: Facts, until: number, now: number): Window | null {
  return until > now && standsToLose(facts, now) === 'much' ? { end: until, until, variant: 'loss' } : null;
}

/** The running contract whose window closes first: at its notice deadline while that is ahead, else at its end. */
function negotiationWindow(facts: Facts, now: number): Window | null {
  let first: Window | null = null;
  for (const contract of facts.contracts) {
    if (contract.endedAt !== null || contract.end <= now || (contract.start !== null && contract.start > now)) continue;
    const deadline = noticeDeadline(contract);
    const until = deadline > now ? deadline : contract.end;
    if (!first || until < first.until) first = { end: contract.end, until, variant: until < contract.end ? 'notice' : null };
  }
  return first;
}

/** The oldest thing that still makes them unhappy; null where nothing does. */
function unhappySince(facts: Facts, rule: typeof defaults, now: number): number | null {
  let since: number | null = openRemarks(facts, UNHAPPY, rule.remark_days, now)[0]?.at ?? null;
  const see = (at: number) => {
    if (since === null || at < since) since = at;
  };
  if (facts.answers.length > 0)
    for (const answer of latestRatings(facts.answers))
      if (ratingWord(answer) === 'low' && now < answer.at + rule.rating_days * DAY) see(answer.at);
  for (let i = facts.notes.length - 1; i >= 0; i--) {
    const note = facts.notes[i];
    if (note?.sentiment === 'good') break;
    if (note?.sentiment === 'bad' && now < note.at + rule.talk_days * DAY) see(note.at);
  }
  return since;
}
