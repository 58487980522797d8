import { DAY } from '../event';
import { withContact } from '../health/cadence';
import { latestRatings, ratingWord } from '../health/ratings';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

const defaults = { days: 180 };
const id = 'neutral-rating';

/** The newest answer of a contact is neutral: they would not strongly recommend, and that is not healthy. */
export const signal: Signal = {
  id,
  row: 22,
  severity: 'medium',
  fault: 'them',
  cap: 74,
  thresholds: defaults,
  message: {
    text: 'Neutral rating: {score} of {scale}',
    evidence: 'Answered on {date}. Would not strongly recommend.',
    short: 'neutral rating',
  },
  evaluate(facts, model, now): SignalReading | null {
    const { days } = thresholdsOf(id, defaults, model);
    const neutral = latestRatings(facts.answers).find((answer) => ratingWord(answer) === 'neutral' && now < answer.at + days * DAY);
    if (!neutral) return null;
    return {
      since: neutral.at,
      severity: 'medium',
      args: { score: neutral.score, scale: neutral.scale, date: { date: neutral.at } },
      act: { code: 'ask-rating', args: { name: personToCall(facts, neutral.contact) }, log: 'call', due: null, done: withContact },
    };
  },
  nextChange(facts, model, now) {
    const { days } = thresholdsOf(id, defaults, model);
    return firstFlip(
      (at) => signal.evaluate(facts, model, at),
      facts.answers.map((answer) => answer.at + days * DAY),
      now,
    );
  },
  get examples() {
    return [
      {
        title: 'seven on the scale of ten',
        now: day('2026-10-13'),
        events: [ev('survey.answered', '2026-10-01', { survey: 'Q3', kind: 'nps', score: 7, scale: 10 })],
        fires: true,
      },
      {
        title: 'the middle of five',
        now: day('2026-10-13'),
        events: [ev('survey.answered', '2026-10-01', { survey: 'Q3', kind: 'overall', score: 3, scale: 5 })],
        fires: true,
      },
      {
        title: 'a nine since',
        now: day('2026-10-13'),
        events: [
          ev('survey.answered', '2026-07-01', { survey: 'Q2', kind: 'nps', score: 7, scale: 10 }),
          ev('survey.answered', '2026-10-01', { survey: 'Q3', kind: 'nps', score: 9, scale: 10 }),
        ],
        fires: false,
      },
    ];
  },
};
