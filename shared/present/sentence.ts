/** Why the number is what it is, in one sentence: the cap, or the one or two losses that weigh most, as a stranger would say it. */
import type { Facts } from '../facts/facts';
import type { ChangeStep } from '../health/explain';
import type { Health, Line } from '../health/health';
import { stripMarks } from '../i18n/bidi';
import { formatDate } from '../i18n/dates';
import { inSentence, joinList } from '../i18n/lists';
import type { Translate } from '../i18n/t';
import type { OpenSignal } from '../signals/registry';
import { biggest, capOf, lineName } from './lines';
import { signalWords } from './signal-words';

/** A customer in order of whom no line is bigger (in points) needs no sentence. */
const SMALL = 5;
/** The second cause is named when it weighs at least this share of the first. */
const ALSO = 0.4;
/** Letters that fit beside the dial, in three lines. */
const LONGEST = 80;
/** So many factors without data are named. */
const MOST_NAMED = 3;

/** That they have left, and when: it says more than any number; '' of those who are here. */
export const presentLeft = (t: Translate, { profile }: Facts): string =>
  profile.lostAt === null ? '' : t('loss.since', { date: { text: formatDate(profile.lostAt, t.locale, 'long') } });

/**
 * '' where there is nothing to explain. What is both big and new since the last look leads: a point that was just lost counts three
 * times. The points named are those of the lines named, as shown.
 */
export function presentSentence(t: Translate, health: Health, steps: readonly ChangeStep[], open: readonly OpenSignal[]): string {
  if (health.band === 'unknown') return tooLittle(t, health);
  const fallen = (line: Line) => Math.max(0, -(steps.find(({ factor }) => factor === line.factor)?.points ?? 0));
  const weight = (line: Line) => -line.points + 2 * fallen(line);
  const losses = health.lines.filter(({ points }) => points < 0).sort((a, b) => weight(b) - weight(a));
  const [first, second] = losses;
  if (!first || (health.band === 'healthy' && -first.points < SMALL)) return '';
  if (first.factor === 'cap') return held(t, first, open);
  const a = { text: causeOf(t, first) };
  const alone = upperFirst(t('card.because', { cause: a, n: -first.points }));
  if (!second || second.factor === 'cap' || weight(second) < ALSO * weight(first)) return alone;
  const both = upperFirst(t('card.because.two', { a, b: { text: causeOf(t, second) }, n: -first.points - second.points }));
  return stripMarks(both).length > LONGEST ? alone : both;
}

function held(t: Translate, line: Line, open: readonly OpenSignal[]): string {
  const capping = open.find(({ signal }) => signal.id === line.signal);
  const words = capping ? signalWords(t, capping.signal, 'text', capping.reading.args, capping.reading.variant) : '';
  return t('card.held', { cap: capOf(line), signal: { text: lowerFirst(words) } });
}

function tooLittle(t: Translate, { missing }: Health): string {
  const names = [...missing].sort((a, b) => b.weight - a.weight).slice(0, MOST_NAMED);
  if (names.length === 0) return '';
  return t('card.too-little', {
    factors: {
      text: inSentence(
        t,
        joinList(
          t,
          names.map((one) => lineName(t, one)),
        ),
      ),
    },
  });
}

/** A loss as a noun: "ticket 412 unanswered for 15 days"; a term without such words stands behind its factor's name. */
function causeOf(t: Translate, line: Line): string {
  const term = biggest(line.terms);
  const factor = inSentence(t, lineName(t, line));
  if (!term) return factor;
  const rare = term.code === 'pace' && Number(term.args.silent) <= Number(term.args.usual) ? '-rare' : '';
  const key = `factor.${line.factor}.${term.code}` as const;
  if (t.has(`${key}.cause${rare}`)) return t(`${key}.cause${rare}` as 'factor.usage.pace.cause', term.args);
  return t('card.cause', { factor: { text: factor }, text: { text: t(key, term.args) } });
}

/** A row's words in the middle of a sentence; what begins with two capitals is a name. */
const lowerFirst = (text: string): string => text.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());
/** The first letter as at the start of a sentence. */
const upperFirst = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
