/** What a click on Details adds: what would move the score, what is missing, what people say and do, the club, the last notes. */
import type { ContactFact, Facts } from '../facts/facts';
import type { Health } from '../health/health';
import type { Model } from '../health/model';
import type { NextAct } from '../health/next-act';
import { isolate } from '../i18n/bidi';
import { formatDate } from '../i18n/dates';
import type { Translate } from '../i18n/t';
import { inForce } from '../loyalty/in-force';
import { savingOf } from '../loyalty/price-groups';
import type { Programme, TierReading } from '../loyalty/programme';
import type { Segment } from '../segments';
import { answersGroup } from './answers';
import type { CustomerCard, ViewGroup } from './card-view';
import { chanceGroup } from './chance';
import { expiringGroup, wouldLoseGroup } from './club';
import { engagementGroup } from './engagement';
import { judgementGroup } from './judgement';
import { missingGroup } from './missing';
import { movesGroup } from './moves';
import { paymentGroup } from './payment';
import { priceGroupGroup } from './price-group';
import { seenLatelyGroup } from './seen-lately';
import { segmentsGroup } from './segments';

type Details = CustomerCard['details'];
const MOST_NOTES = 3;
const MOST_CAUSES = 3;

/** `the` is the form inside a sentence ("keeps gold", «الذهبية»), `title` the heading's; tiers of one's own are shown as written. */
export function tierWords(t: Translate, id: string, form: '' | '.the' | '.title' = ''): string {
  if (t.has(`tier.${id}`)) return t(`tier.${id as 'gold'}${form}`);
  return form === '.title' ? t('card.tier.title', { tier: { name: id } }) : isolate(id);
}

export interface DetailsInput {
  facts: Facts;
  /** null where this program does not know the model's arithmetic. */
  health: Health | null;
  model: Model;
  tier: TierReading;
  programme: Programme;
  /** Those that the customer is in. */
  segments: readonly Segment[];
  users: Record<string, string>;
  judgement: CustomerCard['judgement'];
  /** The contact whose mail is open. */
  person: ContactFact | null;
  /** As actsThatMove orders them. */
  moves: readonly NextAct[];
  now: number;
}

/** What to do and what is not known come first, then what people say and do, then the club and the notes. */
export function presentDetails(t: Translate, input: DetailsInput): Details {
  const { facts, health, model, tier, programme, segments, users, judgement, person, moves, now } = input;
  const groups = [
    health && movesGroup(t, moves),
    health && missingGroup(t, health),
    judgementGroup(t, facts, judgement, now),
    answersGroup(t, facts, person, now),
    seenLatelyGroup(t, facts, model, now),
    paymentGroup(t, facts, now),
    engagementGroup(t, facts, now),
    health && chanceGroup(t, facts, model, health, now),
    expiringGroup(t, facts, programme, now),
    wouldLoseGroup(
      t,
      { facts, programme, tier: tierWords(t, tier.tier), saving: savingOf(facts, inForce(programme, now).priceGroups, now) },
      now,
    ),
    priceGroupGroup(t, facts, programme, now),
    segmentsGroup(t, segments),
    notesGroup(t, facts, users, now),
  ];
  return {
    label: t('card.details'),
    less: t('card.less'),
    groups: groups.filter((group) => group !== null),
    loyalty: loyalty(t, tier, programme),
    edges: t('card.edges', { a: model.bands.healthy, b: model.bands.watch }),
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
    if (tier.keep.purchase) sentences.push(t('card.tier.keep.purchase', held));
    else sentences.push(tier.keep.missing > 0 ? t('card.tier.keep', { ...held, n: tier.keep.missing }) : t('card.tier.kept', held));
  }
  if (tier.next) sentences.push(t('card.tier.next', { n: tier.next.missing, tier: { text: tierWords(t, tier.next.tier, '.the') } }));
  return {
    title: tier.keep ? t('card.tier.until', { tier: { text: title }, date: { date: tier.keep.by } }) : title,
    progress: tier.earned < target ? t('card.tier.progress', { a: tier.earned, b: target }) : t('card.tier.earned', { n: tier.earned }),
    ratio: target > 0 ? Math.min(1, Math.max(0, tier.earned / target)) : 1,
    keep: sentences.join(' '),
    why: tier.why.slice(0, MOST_CAUSES).map(({ cause, points, name }) => {
      const named = name !== undefined ? isolate(name) : t.has(`cause.${cause}`) ? t(`cause.${cause as 'purchase'}`) : isolate(cause);
      return t('card.tier.why', { cause: { text: named }, n: points });
    }),
  };
}

function notesGroup(t: Translate, facts: Facts, users: Record<string, string>, now: number): ViewGroup | null {
  if (facts.notes.length === 0) return null;
  const last = [...facts.notes].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, MOST_NOTES);
  const rows = last.map(({ kind, by, text, at }) => {
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
    return { text: worded, shown: formatDate(at, t.locale, 'short', now) };
  });
  return { id: 'notes', title: t('card.notes'), rows };
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
