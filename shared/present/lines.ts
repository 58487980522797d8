/** The Why rows: named losses by size, the tail folded into one row so that the column still adds up to the score. */

import type { Term } from '../health/factor';
import type { Health, Line } from '../health/health';
import { isolate } from '../i18n/bidi';
import { joinList } from '../i18n/lists';
import { formatSigned } from '../i18n/numbers';
import type { Translate } from '../i18n/t';
import { SIGNALS } from '../signals/registry';
import type { ViewLine } from './card-view';
import { capitalised, signalWords } from './signal-words';

/** So many rows fit; with more losses the last row holds the rest. */
export const MOST_ROWS = 5;

/** The losses of a known health: points add up to score − 100. */
export function presentLines(t: Translate, lines: readonly Line[]): ViewLine[] {
  const losses = lines.filter(({ points }) => points < 0).sort((a, b) => a.points - b.points);
  const { kept, rest } = foldTail(losses, ({ factor }) => factor === 'cap');
  const rows = kept.map((line) => lossRow(t, line));
  if (rest.length > 0) {
    const points = rest.reduce((sum, line) => sum + line.points, 0);
    const named = rest.map((line) => `${lineName(t, line)} ${formatSigned(line.points, t.locale)}`);
    rows.push({
      id: 'smaller',
      text: t('card.smaller', { n: rest.length }),
      points,
      shown: formatSigned(points, t.locale),
      evidence: `${joinList(t, named)}.`,
    });
  }
  return rows;
}

/** Splits rows sorted by size into those that stand alone and the tail; what must keep its name never goes into the tail. */
export function foldTail<T>(rows: readonly T[], keepsName: (row: T) => boolean): { kept: T[]; rest: T[] } {
  if (rows.length <= MOST_ROWS) return { kept: [...rows], rest: [] };
  const named = rows.filter(keepsName);
  const others = rows.filter((row) => !keepsName(row));
  const alone = new Set([...named, ...others.slice(0, Math.max(0, MOST_ROWS - 1 - named.length))]);
  return { kept: rows.filter((row) => alone.has(row)), rest: rows.filter((row) => !alone.has(row)) };
}

/** Without a number: each factor that the workspace feeds, and whether there is anything to go by. */
export function presentCoverage(t: Translate, health: Health): ViewLine[] {
  const lines = health.lines
    .filter(({ factor }) => factor !== 'cap')
    .sort((a, b) => Number(b.fresh) - Number(a.fresh) || b.weight - a.weight);
  const { kept, rest } = foldTail(lines, () => false);
  const rows = kept.map((line) => ({
    id: line.factor,
    text: t(line.fresh ? 'card.has-data' : 'card.no-data', { factor: { text: lineName(t, line) } }),
    points: 0,
    shown: line.fresh ? '' : '–',
    evidence: line.fresh ? lossEvidence(t, line) : t('card.no-data.evidence', { n: Math.round(line.weight) }),
  }));
  if (rest.length === 0) return rows;
  const named = rest.map((line) => lineName(t, line));
  return [...rows, { id: 'smaller', text: t('card.more', { n: rest.length }), points: 0, shown: '–', evidence: `${joinList(t, named)}.` }];
}

/** One loss in a row's words: "Billing: invoice 12 d late", "Cap: price cut asked". */
export function lineText(t: Translate, line: Line): string {
  if (line.factor === 'cap') return t('card.cap', { signal: { text: capName(t, line) } });
  const term = biggest(line.terms);
  if (!term) return lineName(t, line);
  return t('card.row', { factor: { text: lineName(t, line) }, text: { text: t(`factor.${line.factor}.${term.code}`, term.args) } });
}

/** The name of a factor, or "Cap". */
export const lineName = (t: Translate, line: Pick<Line, 'factor'>): string => t(`factor.${line.factor}.name`);

function lossRow(t: Translate, line: Line): ViewLine {
  return {
    id: line.factor,
    text: lineText(t, line),
    points: line.points,
    shown: formatSigned(line.points, t.locale),
    evidence: lossEvidence(t, line),
  };
}

/** What the row says when it is opened: each cause with its details, the biggest first. */
function lossEvidence(t: Translate, line: Line): string {
  if (line.factor === 'cap') return t('factor.cap.cap.evidence', { cap: capOf(line) });
  const terms = [...line.terms].filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  return terms
    .map((term, i) => {
      const key = `factor.${line.factor}.${term.code}` as const;
      const evidence = t(`${key}.evidence`, term.args);
      return i === 0 ? evidence : `${capitalised(t(key, term.args))}: ${evidence}`;
    })
    .join(' ');
}

/** Where a cap holds the score. */
export function capOf(line: Line): number {
  const cap = line.terms[0]?.args.cap;
  return typeof cap === 'number' ? cap : 0;
}

function capName(t: Translate, line: Line): string {
  const signal = SIGNALS.find(({ id }) => id === line.signal);
  return signal ? signalWords(t, signal, 'short', {}) : isolate(line.signal ?? '');
}

/** The term that weighs most; undefined where there is none. */
export function biggest(terms: readonly Term[]): Term | undefined {
  return [...terms].sort((a, b) => b.share - a.share)[0];
}
