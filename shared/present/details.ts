/** What a click on Details adds: the club, the last notes, and where the bands begin. */
import type { Facts } from '../facts/facts';
import type { Health } from '../health/health';
import type { Model } from '../health/model';
import { isolate } from '../i18n/bidi';
import { formatDate } from '../i18n/dates';
import { joinList } from '../i18n/lists';
import type { Translate } from '../i18n/t';
import type { Programme, TierReading } from '../loyalty/programme';
import type { CustomerCard } from './card-view';
import { lineName } from './lines';

type Details = CustomerCard['details'];
const MOST_NOTES = 3;
const MOST_CAUSES = 3;

/** `the` is the form inside a sentence ("keeps gold", «الذهبية»), `title` the heading's; tiers of one's own are shown as written. */
export function tierWords(t: Translate, id: string, form: '' | '.the' | '.title' = ''): string {
  if (t.has(`tier.${id}`)) return t(`tier.${id as 'gold'}${form}`);
  return form === '.title' ? t('card.tier.title', { tier: { name: id } }) : isolate(id);
}

export function presentDetails(
  t: Translate,
  facts: Facts,
  health: Health | null,
  model: Model,
  tier: TierReading,
  programme: Programme,
  users: Record<string, string>,
  now: number,
): Details {
  return {
    label: t('card.details'),
    less: t('card.less'),
    loyalty: loyalty(t, tier, programme),
    notesTitle: facts.notes.length === 0 ? t('card.notes.none') : t('card.notes'),
    notes: notes(t, facts, users, now),
    edges: edges(t, health, model),
  };
}

function loyalty(t: Translate, tier: TierReading, programme: Programme): Details['loyalty'] {
  if (tier.tier === '') return null;
  const title = tierWords(t, tier.tier, '.title');
  const entryOf = (id: string) => programme.tiers.find((one) => one.id === id)?.entry ?? 0;
  // What the period no longer carries is to be won back first; otherwise the bar runs towards the next tier.
  const own = entryOf(tier.tier);
  const target = tier.next && tier.earned >= own ? entryOf(tier.next.tier) : own;
  const sentences: string[] = [];
  if (tier.keep) {
    const held = { tier: { text: tierWords(t, tier.tier, '.the') }, date: { date: tier.keep.by } };
    sentences.push(tier.keep.missing > 0 ? t('card.tier.keep', { ...held, n: tier.keep.missing }) : t('card.tier.kept', held));
  }
  if (tier.next) sentences.push(t('card.tier.next', { n: tier.next.missing, tier: { text: tierWords(t, tier.next.tier, '.the') } }));
  return {
    title: tier.keep ? t('card.tier.until', { tier: { text: title }, date: { date: tier.keep.by } }) : title,
    progress: tier.earned < target ? t('card.tier.progress', { a: tier.earned, b: target }) : t('card.tier.earned', { n: tier.earned }),
    ratio: target > 0 ? Math.min(1, Math.max(0, tier.earned / target)) : 1,
    keep: sentences.join(' '),
    why: tier.why.slice(0, MOST_CAUSES).map(({ cause, points }) => {
      const named = t.has(`cause.${cause}`) ? t(`cause.${cause as 'purchase'}`) : isolate(cause);
      return t('card.tier.why', { cause: { text: named }, n: points });
    }),
  };
}

function notes(t: Translate, facts: Facts, users: Record<string, string>, now: number): Details['notes'] {
  const last = [...facts.notes].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, MOST_NOTES);
  return last.map(({ kind, by, text, at }) => {
    const known = {
      kind: { text: t.has(`kind.${kind}`) ? t(`kind.${kind as 'call'}`) : isolate(kind) },
      who: { name: users[by] ?? '' },
      text: { name: oneLine(text) },
    };
    const worded = users[by]
      ? t(text === '' ? 'card.note.who.bare' : 'card.note.who', known)
      : text === ''
        ? known.kind.text
        : t('card.note.text', known);
    return { text: worded, age: formatDate(at, t.locale, 'short', now) };
  });
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

function edges(t: Translate, health: Health | null, model: Model): string {
  const bands = t('card.edges', { a: model.bands.healthy, b: model.bands.watch });
  const missing = health?.missing ?? [];
  if (missing.length === 0) return bands;
  const names = joinList(
    t,
    missing.map((one) => lineName(t, one)),
  );
  const points = Math.round(missing.reduce((sum, { weight }) => sum + weight, 0));
  return `${bands} ${t('card.edges.missing', { factors: { text: names }, n: points })}`;
}
