/** What the opened message may say, as offers: the reading is a guess, and only a person makes an event of it. */
import type { Translate } from '../i18n/t';
import type { Heard } from '../judgement/heard';
import type { CustomerCard } from './card-view';

/** So many offers stand on the card, the gravest first (the order of kinds). */
const MOST = 2;
/** So much of the message's words is quoted, in characters; the card cuts a line, a pointer on it shows all of this. */
const MOST_QUOTED = 160;

export function presentHeard(t: Translate, heard: readonly Heard[]): CustomerCard['heard'] {
  if (heard.length === 0) return null;
  const more = heard.length - MOST;
  return {
    label: t('heard.label'),
    rows: heard.slice(0, MOST).map(({ kind, words }) => ({
      kind,
      text: t(`heard.${kind}`),
      words: t('heard.words', { words: { name: shortened(words) } }),
    })),
    more: more > 0 ? t('card.more', { n: more }) : '',
    record: t('heard.record'),
    not: t('heard.not'),
  };
}

/** One line, without the marks that quote or turn the direction of what surrounds it. */
function shortened(words: string): string {
  const line = words
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069«»“”"]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return line.length <= MOST_QUOTED ? line : `${line.slice(0, MOST_QUOTED).replace(/\s+\S*$/u, '')}…`;
}
