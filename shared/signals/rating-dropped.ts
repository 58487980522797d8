import { DAY } from '../event';
import type { AnswerFact, Facts } from '../facts/facts';
import { withContact } from '../health/cadence';
import { outOfTen, ratingWord } from '../health/ratings';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `points`, `high_points`: the fall on a scale of 0 to 10; other scales are stretched to it. */
const defaults = { points: 2, high_points: 4, days: 180 };
const id = 'rating-dropped';
const MOST_SCORES = 4;
/** Room for the arithmetic of stretched scales. */
const NOISE = 1e-9;

/** The same person answers the same question clearly lower than the time before. From one good answer to another is no drop. */
export const signal: Signal = {
  id,
  row: 50,
  severity: 'medium',
  fault: 'them',
  cap: 74,
  supersedes: ['neutral-rating'],
  thresholds: defaults,
  message: {
    text: 'Rating fell from {before} to {score}',
    evidence: 'Of {scale}, on {date}. Last answers: {a}, {b}, {before}, {score}.',
    short: 'rating fell',
    variants: {
      three: { text: 'Rating fell from {before} to {score}', evidence: 'Of {scale}, on {date}. Last answers: {b}, {before}, {score}.' },
      two: { text: 'Rating fell from {before} to {score}', evidence: 'Of {scale}, on {date}. Two answers so far.' },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.answers.length < 2) return null;
    const rule = thresholdsOf(id, defaults, model);
    const drops = dropsOf(facts).filter(({ last, fall }) => fall >= rule.points - NOISE && now < last.at + rule.days * DAY);
    const worst = drops.find(({ fall }) => fall >= rule.high_points - NOISE) ?? drops[0];
    if (!worst) return null;
    const { last, before, scores, fall } = worst;
    return {
      since: last.at,
      severity: fall >= rule.high_points - NOISE ? 'high' : 'medium',
      ...(scores.length === MOST_SCORES ? {} : { variant: scores.length === 2 ? 'two' : 'three' }),
      args: {
        score: last.score,
        before: before.score,
        scale: last.scale,
        date: { date: last.at },
        ...(scores.length === MOST_SCORES ? { a: scores[0] as number } : {}),
        ...(scores.length > 2 ? { b: scores[scores.length - 3] as number } : {}),
      },
      act: { code: 'ask-drop', args: { name: personToCall(facts, last.contact) }, log: 'call', due: null, done: withContact },
    };
  },
  nextChange(facts, model, now) {
    if (facts.answers.length < 2) return null;
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      dropsOf(facts).map(({ last }) => last.at + days * DAY),
      now,
    );
  },
  get examples() {
    return [
      { title: 'from nine to six within a year', now: day('2026-10-13'), events: scoresOf([8, 9, 9, 6]), fires: true },
      { title: 'by two points to the day', now: day('2026-10-13'), events: scoresOf([9, 7]), fires: true },
      {
        title: 'from four to three of five, after a better time',
        now: day('2026-10-13'),
        events: [4, 4, 3].map((score, i) =>
          ev('survey.answered', day('2026-07-01') + i * 30 * DAY, { survey: `S${i}`, kind: 'csat', score }),
        ),
        fires: true,
      },
      { title: 'by one point', now: day('2026-10-13'), events: scoresOf([7, 6]), fires: false },
      { title: 'lower once, and up again since', now: day('2026-10-13'), events: scoresOf([9, 5, 8]), fires: false },
      {
        title: 'from the best to the second best of five',
        now: day('2026-10-13'),
        events: [5, 4].map((score, i) => ev('survey.answered', day('2026-08-01') + i * 30 * DAY, { survey: `S${i}`, kind: 'csat', score })),
        fires: false,
      },
      {
        title: 'two people, each with an answer of their own',
        now: day('2026-10-13'),
        events: [
          ev('survey.answered', '2026-08-01', { survey: 'Q2', kind: 'nps', score: 9, contact: 'odile' }),
          ev('survey.answered', '2026-10-01', { survey: 'Q3', kind: 'nps', score: 5, contact: 'marek' }),
        ],
        fires: false,
      },
      { title: 'half a year ago', now: day('2027-05-01'), events: scoresOf([9, 6]), fires: false },
    ];
  },
};

interface Drop {
  last: AnswerFact;
  before: AnswerFact;
  /** The newest four scores at most, the oldest first. */
  scores: number[];
  /** On a scale of 0 to 10. */
  fall: number;
}

/** Who answered which question lower than the time before, and not well; the newest answer first. */
function dropsOf(facts: Facts): Drop[] {
  const series = new Map<string, AnswerFact[]>();
  for (const answer of facts.answers) {
    const key = JSON.stringify([answer.contact, answer.kind, answer.question, answer.scale]);
    const known = series.get(key);
    if (known) known.push(answer);
    else series.set(key, [answer]);
  }
  return [...series.values()]
    .flatMap((answers) => {
      const last = answers.at(-1);
      const before = answers.at(-2);
      if (!last || !before || last.score >= before.score || ratingWord(last) === 'good') return [];
      const scores = answers.slice(-MOST_SCORES).map(({ score }) => score);
      return [{ last, before, scores, fall: outOfTen(before) - outOfTen(last) }];
    })
    .sort((a, b) => b.last.at - a.last.at || (a.last.id < b.last.id ? -1 : 1));
}

function scoresOf(scores: readonly number[]) {
  return scores.map((score, i) =>
    ev('survey.answered', day('2026-10-01') - (scores.length - 1 - i) * 90 * DAY, { survey: `round ${i}`, kind: 'nps', score }),
  );
}
