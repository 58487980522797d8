/**
 * What they say: ratings (neutral is a loss), complaints that wait, remarks and bad talks that fade. How people of ours feel about the
 * customer is no part of it: that is shown beside the score.
 */
import { DAY } from '../../event';
import type { Facts, NoteFact, RemarkFact } from '../../facts/facts';
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
const COMPLAINTS = ['complaint', 'angry', 'negative-feedback', 'public-complaint'];
const COMPLAINED = 0.4;
/** Loss of a remark on its day; answered, a third of it. */
const REMARKS: Record<string, number> = {
  leave: 0.9,
  'price-cut': 0.4,
  renegotiation: 0.4,
  competitor: 0.5,
  'repeated-problem': 0.4,
  'price-objection': 0.3,
  indifferent: 0.3,
  'payment-trouble': 0.3,
  defect: 0.2,
  'feature-gap': 0.15,
  complexity: 0.15,
  performance: 0.15,
  'billing-question': 0.1,
};
const ANSWERED = 1 / 3;
/** Loss of a talk that went badly, unless a good one came after it. */
const BAD_TALK = 0.25;
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
    const said = facts.remarks.filter((remark) => !waits(remark) && worth(remark, now) > 0).sort((a, b) => worth(b, now) - worth(a, now));
    if (said[0]) {
      const share = said.reduce((sum, remark) => sum + worth(remark, now), 0);
      terms.push({
        code: 'remark',
        share,
        args: { kind: { key: `remark.${said[0].kind}` }, date: { date: said[0].at } },
        since: said[0].at,
      });
    }
    const bad = badTalks(facts);
    const last = bad.at(-1);
    if (last) {
      const share = bad.reduce((sum, note) => sum + BAD_TALK * fading(note.at, now, HALF_LIFE), 0);
      terms.push({ code: 'talk', share, args: { n: bad.length, date: { date: last.at } }, since: last.at });
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

/** Loss of a remark as it is remembered at `now`; of one that waits for an answer see COMPLAINT. */
function worth({ kind, at, answeredAt }: RemarkFact, now: number): number {
  const said = COMPLAINTS.includes(kind) ? COMPLAINED : (REMARKS[kind] ?? 0);
  return said * (answeredAt === null ? 1 : ANSWERED) * fading(at, now, HALF_LIFE);
}

/** Logged talks that went badly and were not followed by a good one, oldest first. */
function badTalks(facts: Facts): NoteFact[] {
  const good = facts.notes.findLastIndex(({ sentiment }) => sentiment === 'good');
  return facts.notes.filter(({ sentiment }, i) => sentiment === 'bad' && i > good);
}

const waits = (remark: RemarkFact): boolean => COMPLAINTS.includes(remark.kind) && remark.answeredAt === null;

function lastHeard(facts: Facts): number | null {
  const times = [...facts.answers.map((answer) => answer.at), ...facts.remarks.map((remark) => remark.at)];
  return times.length === 0 ? null : Math.max(...times);
}
