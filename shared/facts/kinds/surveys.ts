/** Answers to surveys, as they were given; the newest 60. */
import { keepWithin } from '../bounded';
import type { FactKind } from '../fact-kind';
import { USUAL_SCALE } from '../usual-scale';

const MOST_ANSWERS = 60;

export const kind: FactKind = {
  id: 'surveys',
  reads: ['survey.answered'],
  apply(draft, event) {
    if (event.type !== 'survey.answered') return;
    const { survey, question, kind, score, scale, contact, area } = event.data;
    draft.answers.push({
      id: event.id,
      at: event.at,
      survey,
      question: question ?? '',
      kind,
      score,
      scale: scale ?? USUAL_SCALE[kind],
      contact: contact ?? '',
      area: area ?? '',
    });
    keepWithin(draft.answers, MOST_ANSWERS);
  },
};
