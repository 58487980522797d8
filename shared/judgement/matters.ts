/** What waits for a word of ours, and the acts by which a person says that it was dealt with. */

import type { ActType } from '../act-types';
import type { Attributes, LiveEvent } from '../event';
import type { Facts } from '../facts/facts';
import { fold } from '../facts/fold';
import type { Model } from '../health/model';
import type { Signal } from '../signals/signal';

/** `received` tells them that it arrived; the others end it. */
export const CLOSINGS = ['answered', 'received', 'yes', 'partly', 'no', 'sent', 'done', 'delivered'] as const;
export type Closing = (typeof CLOSINGS)[number];
export const MATTER_KINDS = ['remark', 'promise', 'notice', 'step', 'benefit'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

export interface Matter {
  kind: MatterKind;
  /** Of the remark, promise, contract, step or benefit. */
  id: string;
  /** Of a remark: which. */
  remark: string;
  /** A name or text to know it by; may be ''. */
  text: string;
  since: number;
  due: number | null;
  closings: readonly Closing[];
}
/** Kinds of remark that ask for nothing. */
const NEEDS_NO_ANSWER: readonly string[] = ['praise'];
/** Each try is a fold; what lies behind so many open things is found in their list. */
const MOST_TRIED = 24;
const COMPLAINTS: readonly string[] = ['complaint', 'angry', 'public-complaint', 'negative-feedback'];

/** What is open of a customer, what is due first, then the oldest. */
export function openMatters(facts: Facts): Matter[] {
  const remarks = facts.remarks
    .filter(({ kind, answeredAt }) => answeredAt === null && !NEEDS_NO_ANSWER.includes(kind))
    .map(({ id, kind, name, text, at, acknowledgedAt }): Matter => {
      const received: Closing[] = COMPLAINTS.includes(kind) && acknowledgedAt === null ? ['received'] : [];
      return { kind: 'remark', id, remark: kind, text: name || text, since: at, due: null, closings: ['answered', ...received] };
    });
  const promises = facts.promises
    .filter(({ keptAt }) => keptAt === null)
    .map(({ id, what, due }): Matter => matter('promise', id, what, due, due, ['yes', 'partly', 'no']));
  const notices = facts.contracts
    .filter(({ endedAt, priceChange, priceNoticeAt }) => endedAt === null && priceChange !== null && priceNoticeAt === null)
    .map(({ id, priceChange }): Matter => matter('notice', id, id, priceChange?.at ?? 0, priceChange?.effective ?? null, ['sent']));
  const steps = facts.steps
    .filter(({ doneAt }) => doneAt === null)
    .map(({ id, title, setAt, due }): Matter => matter('step', id, title || id, setAt, due, ['done']));
  const benefits = facts.benefits
    .filter(({ deliveredAt, due }) => deliveredAt === null && due !== null)
    .map(({ id, what, setAt, due }): Matter => matter('benefit', id, what || id, setAt, due, ['delivered']));
  const dueOf = ({ due }: Matter): number => due ?? Number.POSITIVE_INFINITY;
  return [...remarks, ...promises, ...notices, ...steps, ...benefits].sort(
    (a, b) => (dueOf(a) === dueOf(b) ? 0 : dueOf(a) - dueOf(b)) || a.since - b.since || (a.id < b.id ? -1 : 1),
  );
}
const matter = (kind: MatterKind, id: string, text: string, since: number, due: number | null, closings: readonly Closing[]): Matter => ({
  kind,
  id,
  remark: '',
  text,
  since,
  due,
  closings,
});

type ClosingEvent = { [T in ActType]: { type: T; data: Attributes<T> } }[ActType];

/** The event by which a person says so; null where that cannot be said of such a thing. */
export function closingEvent(kind: MatterKind, id: string, how: Closing): ClosingEvent | null {
  if (kind === 'remark' && how === 'answered') return { type: 'remark.answered', data: { remark: id } };
  if (kind === 'remark' && how === 'received') return { type: 'remark.acknowledged', data: { remark: id } };
  if (kind === 'promise' && (how === 'yes' || how === 'partly' || how === 'no'))
    return { type: 'promise.kept', data: { promise: id, outcome: how } };
  if (kind === 'notice' && how === 'sent') return { type: 'notice.sent', data: { contract: id, kind: 'price' } };
  if (kind === 'step' && how === 'done') return { type: 'onboarding.step', data: { step: id, done: true } };
  if (kind === 'benefit' && how === 'delivered') return { type: 'benefit', data: { benefit: id, delivered: true } };
  return null;
}

/** Something that a person can say at once, about one thing or several of a kind. */
export interface ClosingAct {
  kind: MatterKind;
  ids: string[];
  how: Closing;
  matters: Matter[];
}

/**
 * Of the open matters, those by whose end this signal would end too: tried by the same fold and the same rule. One matter alone comes
 * before all of a kind; at most `most`.
 */
export function closingActs(signal: Signal, facts: Facts, model: Model, now: number, most = 2): ClosingAct[] {
  const matters = openMatters(facts).slice(0, MOST_TRIED);
  const kinds = [...new Set(matters.map(keyOf))].map((key) => matters.filter((one) => keyOf(one) === key));
  const groups = [...matters.map((one) => [one]), ...kinds.filter(({ length }) => length > 1)];
  const found: ClosingAct[] = [];
  for (const group of groups) {
    const [first] = group;
    if (found.length >= most || first === undefined) break;
    if (group.length > 1 && group.some(({ id }) => found.some(({ ids }) => ids.includes(id)))) continue;
    const hows = first.closings.filter((each) => ends(signal, facts, model, now, group, each));
    // One of a kind for several of them: what ends each alone is offered for each.
    for (const how of group.length > 1 ? hows.slice(0, 1) : hows)
      found.push({ kind: first.kind, ids: group.map(({ id }) => id), how, matters: group });
  }
  return found;
}
const keyOf = ({ kind, remark }: Matter): string => `${kind} ${remark}`;

function ends(signal: Signal, facts: Facts, model: Model, now: number, group: readonly Matter[], how: Closing): boolean {
  const at = Math.max(now, facts.lastAt + 1);
  const events = group.flatMap(({ kind, id }, nth) => {
    const event = closingEvent(kind, id, how);
    return event === null ? [] : [{ ...event, id: `try-${nth}`, customer: facts.customer, at, source: '', revision: 0 } as LiveEvent];
  });
  return signal.evaluate(fold(events, facts), model, Math.max(now, at)) === null;
}
