/** What would move the score: every act that gives points back, with the number and band that it leads to. */
import type { NextAct } from '../health/next-act';
import { inSentence } from '../i18n/lists';
import { formatSigned } from '../i18n/numbers';
import type { Translate } from '../i18n/t';
import { actWords } from './act';
import type { ViewGroup } from './card-view';

/** Rows shown; the rest gives less. */
const MOST = 5;

/** The acts best first, each once; null where none gives anything. Acts come as actsThatMove orders them. */
export function movesGroup(t: Translate, moves: readonly NextAct[]): ViewGroup | null {
  const rows = new Map<string, ViewGroup['rows'][number]>();
  for (const move of moves) {
    const text = move.together
      ? t('card.move.pair', { a: { text: actWords(t, move.act) }, b: { text: actWords(t, move.together) } })
      : actWords(t, move.act);
    if (rows.has(text) || move.band === 'unknown') continue;
    const by = { text: formatSigned(move.to - move.from, t.locale) };
    rows.set(text, { text, shown: t('card.move', { by, n: move.to, band: { text: bandInSentence(t, move.band) } }), tone: 'up' });
  }
  if (rows.size === 0) return null;
  return { id: 'moves', title: t('card.moves'), rows: [...rows.values()].slice(0, MOST) };
}

const bandInSentence = (t: Translate, band: NextAct['band']): string => inSentence(t, t(`band.${band}`));
