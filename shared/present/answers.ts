/** What they answered: this contact's own answers where the mail led to one, else the newest of every contact. Never an average. */
import type { AnswerFact, ContactFact, Facts } from '../facts/facts';
import { age } from '../i18n/ages';
import { isolate } from '../i18n/bidi';
import { joinWords } from '../i18n/lists';
import { formatNumber, formatSigned } from '../i18n/numbers';
import type { Translate } from '../i18n/t';
import type { ViewGroup, ViewRow } from './card-view';

/** Answers told of one question, the newest first. */
const MOST_ANSWERS = 4;
const MOST_ROWS = 4;

/** null where nobody has answered anything. `person` is the contact whose mail is open. */
export function answersGroup(t: Translate, facts: Facts, person: ContactFact | null, now: number): ViewGroup | null {
  if (facts.answers.length === 0) return null;
  if (person) {
    const own = facts.answers.filter(({ contact }) => contact === person.id);
    const rows = byQuestion(own).map((answers) => row(t, question(t, answers), answers, now));
    const title = t('card.answers.of', { name: { name: person.name || person.email } });
    return { id: 'answers', title, rows: rows.length > 0 ? rows.slice(0, MOST_ROWS) : [{ text: t('card.answers.none'), shown: '' }] };
  }
  const names = new Map(facts.contacts.map(({ id, name, email }) => [id, name || email]));
  const rows = byQuestion(facts.answers).map((answers) => {
    const name = names.get(answers[0]?.contact ?? '') ?? '';
    return row(t, name === '' ? question(t, answers) : isolate(name), answers, now);
  });
  return { id: 'answers', title: t('card.answers'), rows: rows.slice(0, MOST_ROWS) };
}

/** Answers that can be compared: of one contact to one question on one scale, newest first; what was answered last comes first. */
function byQuestion(answers: readonly AnswerFact[]): AnswerFact[][] {
  const groups = new Map<string, AnswerFact[]>();
  for (const answer of [...answers].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))) {
    const key = JSON.stringify([answer.contact, answer.kind, answer.question, answer.area, answer.scale]);
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  return [...groups.values()];
}

/** "Recommending: 4 of 10; before 6, 8, 9", and how far it moved since the answer before. */
function row(t: Translate, what: string, answers: readonly AnswerFact[], now: number): ViewRow {
  const [last, ...before] = answers.slice(0, MOST_ANSWERS);
  if (!last) return { text: what, shown: '' };
  const said = { what: { text: what }, score: last.score, scale: last.scale };
  const previous = before[0];
  if (!previous) return { text: t('card.answer', said), shown: age(t, last.at, now) };
  const list = joinWords(
    t,
    before.map(({ score }) => formatNumber(score, t.locale)),
  );
  const by = last.score - previous.score;
  return {
    text: t('card.answer.before', { ...said, before: { text: list } }),
    shown: by === 0 ? t('card.same') : formatSigned(by, t.locale),
    // Of effort nobody can say which way is good: surveys ask it in both.
    ...(by === 0 || last.kind === 'ces' ? {} : { tone: by > 0 ? 'up' : 'down' }),
  };
}

function question(t: Translate, [answer]: readonly AnswerFact[]): string {
  return answer?.area ? isolate(answer.area) : t(`card.answer.${answer?.kind ?? 'overall'}`);
}
