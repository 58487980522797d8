/** Survey answers on their different scales, read as one thing. */
import type { AnswerFact } from '../facts/facts';
import { along } from './cuts';

export type RatingWord = 'low' | 'neutral' | 'good';

/** 0–10 scales: 9–10 promote, 7–8 are neutral, the rest detract. */
const OF_TEN: [number, number][] = [
  [0, 1],
  [6, 0.6],
  [7, 0.4],
  [8, 0.35],
  [9, 0],
  [10, 0],
];
/** Other scales by their place between bottom (0) and top (1); the middle is neutral. */
const OF_PLACE: [number, number][] = [
  [0, 1],
  [0.25, 0.7],
  [0.5, 0.35],
  [0.75, 0.1],
  [1, 0],
];

/**
 * How a rating is to be read: neutral is 7–8 on 0–10 (and the same stretch of scales above ten), else the middle of the scale.
 * An even scale without a middle has no neutral.
 */
export function ratingWord(answer: Pick<AnswerFact, 'score' | 'scale'>): RatingWord {
  if (answer.scale >= 10) {
    const often = (answer.score * 10) / answer.scale;
    return often < 6.5 ? 'low' : often < 8.5 ? 'neutral' : 'good';
  }
  const middle = (answer.scale + 1) / 2;
  return answer.score < Math.floor(middle) || (answer.scale % 2 === 0 && answer.score < middle)
    ? 'low'
    : answer.score === middle
      ? 'neutral'
      : 'good';
}

/** Loss share 0..1 of one rating. */
export function ratingLoss(answer: Pick<AnswerFact, 'score' | 'scale'>): number {
  if (answer.scale >= 10) return along(OF_TEN, (answer.score * 10) / answer.scale);
  return along(OF_PLACE, (answer.score - 1) / (answer.scale - 1));
}

/** A score on the scale of 0 to 10: scales from ten on start at 0, shorter ones at 1. */
export function outOfTen(answer: Pick<AnswerFact, 'score' | 'scale'>): number {
  if (answer.scale >= 10) return (answer.score * 10) / answer.scale;
  return ((answer.score - 1) * 10) / (answer.scale - 1);
}

/** The newest answer of each contact about the whole experience (effort scores ask about one task), newest first. */
export function latestRatings(answers: readonly AnswerFact[]): AnswerFact[] {
  const latest = new Map<string, AnswerFact>();
  for (const answer of answers) {
    const seen = latest.get(answer.contact);
    if (answer.kind !== 'ces' && (!seen || answer.at >= seen.at)) latest.set(answer.contact, answer);
  }
  return [...latest.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}
