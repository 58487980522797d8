/** What a person notes by hand because no system sends it: one entry for each button, and the event that it becomes. */

import type { ActType } from '../act-types';
import type { Attributes } from '../event';

export const RAISE_GROUPS = ['mood', 'price', 'product', 'service', 'quiet', 'promise', 'good'] as const;
export type RaiseGroup = (typeof RAISE_GROUPS)[number];

/** What was said about it. Empty and null are "not said". */
export interface RaiseSaid {
  text: string;
  /** The competitor, the feature, the place where they complained. */
  name: string;
  /** How long they waited. */
  minutes: number | null;
  channel: 'phone' | 'chat';
  /** By when it was promised (epoch ms). */
  due: number | null;
  /** They cannot work until it is mended. */
  blocker: boolean;
}
export const NOTHING_SAID: RaiseSaid = { text: '', name: '', minutes: null, channel: 'phone', due: null, blocker: false };

/** What the event takes from around it. */
export interface RaiseContext {
  /** An id made on this device, for a thing that others will speak of. */
  newId: string;
  /** The contact of the open mail; '' where none is known. */
  contact: string;
  /** The button's own words, for an event that shows them to others. */
  label: string;
  /** The list that they read, as far as it is known. */
  list: string;
}
export type RaisedEvent = { [T in ActType]: { type: T; data: Attributes<T> } }[ActType];
export type RaiseField = keyof RaiseSaid;

export interface Raise {
  id: string;
  group: RaiseGroup;
  /** Row of the feature list that it feeds, for the tests' titles. */
  row: number;
  /** Fields without which it means nothing; with none, one click writes it. */
  needs: readonly RaiseField[];
  /** Fields that may be added. */
  offers: readonly RaiseField[];
  event(said: RaiseSaid, context: RaiseContext): RaisedEvent;
}

type RemarkKind = Attributes<'remark'>['kind'];
const remark = (
  kind: RemarkKind,
  group: RaiseGroup,
  row: number,
  { needs = [], offers = [] }: Partial<Pick<Raise, 'needs' | 'offers'>> = {},
): Raise => ({
  id: kind,
  group,
  row,
  needs,
  offers: [...offers, 'text'],
  event: ({ text, name, blocker }, { contact }) => ({
    type: 'remark',
    data: {
      kind,
      ...filled('text', text),
      ...filled('name', name),
      ...filled('contact', contact),
      ...(blocker ? { blocker } : {}),
    },
  }),
});
const promised = (kind: 'action' | 'result', row: number): Raise => ({
  id: kind === 'result' ? 'result' : 'promise',
  group: 'promise',
  row,
  needs: ['text', 'due'],
  offers: [],
  event: ({ text, due }, { newId }) => ({
    type: 'promise',
    data: { promise: newId, what: text.trim().slice(0, 300), due: due ?? 0, by: 'us', kind },
  }),
});
const filled = <K extends string>(key: K, value: string) =>
  (value.trim() === '' ? {} : { [key]: value.trim() }) as Partial<Record<K, string>>;

/** Every button, in the order of its group. */
export const RAISES: readonly Raise[] = [
  remark('angry', 'mood', 17),
  remark('complaint', 'mood', 28),
  remark('negative-feedback', 'mood', 18),
  remark('public-complaint', 'mood', 18, { offers: ['name'] }),
  remark('competitor', 'price', 37, { needs: ['name'] }),
  remark('price-objection', 'price', 38),
  remark('price-cut', 'price', 20),
  remark('renegotiation', 'price', 21),
  remark('leave', 'price', 126),
  remark('billing-question', 'price', 40),
  remark('defect', 'product', 41, { offers: ['blocker'] }),
  remark('feature-gap', 'product', 41, { offers: ['name', 'blocker'] }),
  remark('complexity', 'product', 42),
  remark('performance', 'product', 42),
  {
    id: 'long-wait',
    group: 'service',
    row: 29,
    needs: ['minutes'],
    offers: ['channel'],
    event: ({ minutes, channel }, { contact }) => ({
      type: 'wait',
      data: { channel, seconds: Math.round((minutes ?? 0) * 60), ...filled('contact', contact) },
    }),
  },
  remark('indifferent', 'service', 31),
  remark('repeated-problem', 'service', 26),
  {
    id: 'sla-missed',
    group: 'service',
    row: 36,
    needs: [],
    offers: ['text'],
    event: ({ text }) => ({ type: 'sla.result', data: { met: false, ...filled('what', text.slice(0, 300)) } }),
  },
  {
    id: 'unsubscribed',
    group: 'quiet',
    row: 16,
    needs: [],
    offers: [],
    event: (_said, { list }) => ({ type: 'subscription', data: { list, active: false } }),
  },
  {
    id: 'social-silence',
    group: 'quiet',
    row: 15,
    needs: [],
    offers: ['text'],
    event: ({ text }, { label }) => ({
      type: 'signal.raised',
      data: { signal: 'social-silence', text: (text.trim() || label).slice(0, 300) },
    }),
  },
  {
    id: 'follow-up',
    group: 'promise',
    row: 30,
    needs: ['due'],
    offers: ['text'],
    event: ({ text, due }, { contact }) => ({
      type: 'note',
      data: { kind: 'note', ...filled('text', text), ...filled('contact', contact), follow_up: due ?? 0 },
    }),
  },
  promised('action', 43),
  promised('result', 43),
  remark('praise', 'good', 45),
  remark('expansion', 'good', 45, { offers: ['name'] }),
];

/** Fields that are needed and not said. */
export const missingOf = ({ needs }: Raise, said: RaiseSaid): RaiseField[] =>
  needs.filter((field) => said[field] === null || said[field] === '' || (typeof said[field] === 'string' && said[field].trim() === ''));
