/** What a click on Details adds: what would move the score, what is missing, what people say and do, the club, the last notes. */
import type { ContactFact, Facts } from '../facts/facts';
import type { Health } from '../health/health';
import type { Model } from '../health/model';
import type { NextAct } from '../health/next-act';
import { isolate } from '../i18n/bidi';
import { formatDate } from '../i18n/dates';
import type { Translate } from '../i18n/t';
import { savingOf } from '../loyalty/price-groups';
import type { Programme, TierReading } from '../loyalty/programme';
import { latestAbout } from '../notes/care';
import type { Segment } from '../segments';
import { answersGroup } from './answers';
import type { CustomerCard, ViewGroup } from './card-view';
import { chanceGroup } from './chance';
import { expiringGroup, wouldLoseGroup } from './club';
import { engagementGroup } from './engagement';
import { judgementGroup } from './judgement';
import { presentTier, tierWords } from './loyalty';
import { missingGroup } from './missing';
import { movesGroup } from './moves';
import { paymentGroup } from './payment';
import { priceGroupGroup } from './price-group';
import { seenLatelyGroup } from './seen-lately';
import { segmentsGroup } from './segments';

type Details = CustomerCard['details'];
const MOST_NOTES = 3;

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
    wouldLoseGroup(t, { facts, programme, tier: tierWords(t, tier.tier), saving: savingOf(facts, programme, now) }, now),
    priceGroupGroup(t, facts, programme, now),
    segmentsGroup(t, segments),
    notesGroup(t, facts, users, now),
  ];
  return {
    label: t('card.details'),
    less: t('card.less'),
    groups: groups.filter((group) => group !== null),
    loyalty: presentTier(t, tier, programme, now),
    edges: t('card.edges', { a: model.bands.healthy, b: model.bands.watch }),
  };
}

function notesGroup(t: Translate, facts: Facts, users: Record<string, string>, now: number): ViewGroup | null {
  if (facts.notes.length === 0) return null;
  const last = [...facts.notes].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, MOST_NOTES);
  // How they say that we differ is asked at every review, and stays in sight until the next answer.
  const differs = latestAbout(facts, 'differentiator');
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
  const said =
    differs === null || last.includes(differs)
      ? []
      : [
          {
            text: t('card.note.text', { kind: { text: t('note.about.differentiator') }, text: { name: oneLine(differs.text) } }),
            shown: formatDate(differs.at, t.locale, 'short', now),
          },
        ];
  return { id: 'notes', title: t('card.notes'), rows: [...rows, ...said] };
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
