/** What they say: ratings (neutral is a loss), complaints that wait, remarks that fade, and the owner's own rating. */
import { DAY } from '../../event';
import type { Facts, RemarkFact } from '../../facts/facts';
import type { Factor, Term } from '../factor';
import { fading, ramp, wholeDays } from '../ramps';
import { latestRatings, ratingLoss, ratingWord } from '../ratings';

/** Loss of knowing nothing: never asked, or no answer for so long. A worse last answer stays: silence must not heal it. */
const NEUTRAL = 0.3;
const ANSWER_LASTS = 90;
const COMPLAINT: [number, number][] = [
  [0, 0.25],
  [1, 0.35],
  [5, 0.6],
  [14, 0.8],
];
const COMPLAINT_LASTS = 180;
const COMPLAINTS = ['complaint', 'angry'];
/** Loss of a remark on its day; answered, a third of it. */
const REMARKS: Record<string, number> = {
  leave: 0.9,
  'price-cut': 0.4,
  renegotiation: 0.4,
  competitor: 0.5,
  'price-objection': 0.3,
  defect: 0.2,
  'feature-gap': 0.15,
  complexity: 0.15,
  'billing-question': 0.1,
};
const ANSWERED = 1 / 3;
const PULSE: Record<number, number> = { 1: 0.6, 2: 0.4, 3: 0.15 };
const HALF_LIFE = 60;

export const factor: Factor = {
  id: 'sentiment',
  weight: 12,
  edges(facts) {
    const heard = lastHeard(facts);
    return [
      ...latestRatings(facts.answers)
        .slice(0, 1)
        .map((answer) => answer.at + ANSWER_LASTS * DAY),
      ...(heard === null ? [] : [heard + ANSWER_LASTS * DAY]),
      ...facts.remarks.flatMap((remark) => (waits(remark) ? [remark.at + COMPLAINT_LASTS * DAY] : [])),
    ];
  },
  read(facts, _model, now) {
    const terms: Term[] = [ratingTerm(facts, now)];
    const complaints = facts.remarks.filter((remark) => waits(remark) && now < remark.at + COMPLAINT_LASTS * DAY);
    if (complaints[0]) {
      const share = complaints.reduce((sum, remark) => sum + ramp(remark.at, now, COMPLAINT), 0);
      const since = Math.min(...complaints.map((remark) => remark.at));
      terms.push({ code: 'complaint', share, args: { n: complaints.length, days: wholeDays(since, now) }, since });
    }
    const worth = (remark: RemarkFact) =>
      (COMPLAINTS.includes(remark.kind) ? 0.4 : (REMARKS[remark.kind] ?? 0)) *
      (remark.answeredAt === null ? 1 : ANSWERED) *
      fading(remark.at, now, HALF_LIFE);
    const said = facts.remarks.filter((remark) => !waits(remark) && worth(remark) > 0).sort((a, b) => worth(b) - worth(a));
    if (said[0]) {
      const share = said.reduce((sum, remark) => sum + worth(remark), 0);
      terms.push({
        code: 'remark',
        share,
        args: { kind: { key: `remark.${said[0].kind}` }, date: { date: said[0].at } },
        since: said[0].at,
      });
    }
    const pulse = facts.pulse && PULSE[facts.pulse.score];
    if (facts.pulse && pulse) {
      terms.push({
        code: 'pulse',
        share: pulse * fading(facts.pulse.at, now, HALF_LIFE),
        args: { score: facts.pulse.score, date: { date: facts.pulse.at } },
        since: facts.pulse.at,
      });
    }
    const heard = lastHeard(facts);
    return { terms, fresh: heard !== null && now < heard + ANSWER_LASTS * DAY };
  },
};

/** The rating's line: the mean over contacts of their newest answers, and never less than neutral once the newest is too old. */
function ratingTerm(facts: Facts, now: number): Term {
  const ratings = latestRatings(facts.answers);
  const newest = ratings[0];
  if (!newest) return { code: 'never-answered', share: NEUTRAL, args: {}, since: null };
  const share = ratings.reduce((sum, answer) => sum + ratingLoss(answer), 0) / ratings.length;
  if (now >= newest.at + ANSWER_LASTS * DAY && share < NEUTRAL) {
    return { code: 'no-answer', share: NEUTRAL, args: { n: wholeDays(newest.at, now) }, since: newest.at };
  }
  const shown = ratings.reduce((worst, answer) => (ratingLoss(answer) > ratingLoss(worst) ? answer : worst), newest);
  return { code: ratingWord(shown), share, args: { score: shown.score, scale: shown.scale, date: { date: shown.at } }, since: shown.at };
}

const waits = (remark: RemarkFact): boolean => COMPLAINTS.includes(remark.kind) && remark.answeredAt === null;

function lastHeard(facts: Facts): number | null {
  const times = [...facts.answers.map((answer) => answer.at), ...facts.remarks.map((remark) => remark.at)];
  return times.length === 0 ? null : Math.max(...times);
}
