/** What people do here, as events with an id of this device: log, follow-up, later, done, undo, and mail as contact. */

import type { ActType } from '../../shared/act-types';
import type { ActItem } from '../../shared/api/contract';
import type { Attributes } from '../../shared/event';
import { DAY } from '../../shared/event';
import type { KeyValueStore } from './key-value-store';
import { keepNote, type NoteInput } from './note-acts';
import { HOLD, type Outbox } from './outbox';
import { idOfText } from './ulid';

export interface ActsParts {
  outbox: Outbox;
  /** The device's own store. */
  store: KeyValueStore;
  newId(): string;
  /** Clock of the Worker as this device knows it, epoch ms. */
  now(): Promise<number>;
  /** Our user id; '' before it is known. */
  me(): Promise<string>;
}
export type Written = { [T in ActType]: { type: T; data: Attributes<T> } }[ActType];
export interface Acts {
  /** Logs a contact, with a follow-up task where a day is named. Resolves with the note's id once it is durable. */
  note(input: NoteInput): Promise<string>;
  /** Writes an act that the Worker has anew under its id (`data` null: takes it away); `revision` and `at` are those it has. */
  correct(act: Omit<ActItem, 'data'>, data: ActItem['data'], title: string): Promise<void>;
  /** Puts a task off until the instant (null: a new one), or a signal aside. */
  taskUntil(input: { customer: string; task: string | null; taskTitle: string; until: number; title: string }): Promise<string>;
  signalUntil(input: { customer: string; signal: string; until: number; title: string }): Promise<string>;
  taskDone(input: { customer: string; task: string; title: string }): Promise<string>;
  /** What a person says of a customer, as one event or several that belong together. Resolves with the id that takes all of them back. */
  say(input: { customer: string; events: readonly [Written, ...Written[]]; title: string }): Promise<string>;
  /** An id for a thing that an act makes and later ones speak of. */
  newId(): string;
  /** Counts a message as contact, once per message on every device: the id is a hash of what identifies it. */
  mail(input: MailSeen): Promise<boolean>;
  /** What a message says, as a person confirmed it: its kind and no word of it. The id is the message's, so that it counts once whoever confirms it. */
  heard(input: HeardSaid): Promise<void>;
  /** Takes back an act and what was made with it. False when it is not known any more. */
  undo(id: string): Promise<boolean>;
}
export interface MailSeen {
  workspace: string;
  customer: string;
  contact: string;
  direction: 'in' | 'out';
  /** When the message was written, where the page says so; else the site and its key stand for it. */
  at: number | null;
  site: string;
  key: string;
  title: string;
}

export interface HeardSaid {
  id: string;
  revision: number;
  customer: string;
  contact: string;
  kind: Attributes<'remark'>['kind'];
  /** When the message was written; null where the page does not say. */
  at: number | null;
  title: string;
}

/** What a message is known by to everybody who sees it: two people of the team see it under different keys; its minute and its contact they share. */
export function messageIdentity({
  at,
  contact,
  direction,
  site,
  key,
  part = '',
}: Omit<MailSeen, 'workspace' | 'customer' | 'title'> & { part?: string }): string {
  return at === null ? `${site}|${key}${part && `|${part}`}` : `${contact}|${direction}|${Math.floor(at / 60_000)}`;
}

/** How far (ms) "later" puts a thing off. */
export const LATER = DAY;
/** Acts that say who did it; of a promise, `by` is whose it is. */
const SIGNED: ReadonlySet<ActType> = new Set<ActType>([
  'customer.kept',
  'customer.lost',
  'expectations.agreed',
  'issue.set',
  'issue.told',
  'note',
  'outreach.picked',
  'play.ended',
  'play.started',
  'pulse',
  'remark.acknowledged',
  'remark.answered',
  'renewal.verdict',
  'review',
  'signal.acknowledged',
  'signal.raised',
  'signal.snoozed',
  'task.done',
  'value.first',
]);
const MAIL = 'mail:';
/** Mail older than facts remember, or dated ahead of the clock, is not contact. */
const OLDEST_MAIL = 800 * DAY;

/** Puts the acts together over the outbox. */
export function openActs({ outbox, store, newId, now, me }: ActsParts): Acts {
  async function item<T extends ActType>(customer: string, type: T, data: Attributes<T>): Promise<ActItem> {
    return { id: newId(), customer, type, at: await now(), data: { ...data }, revision: 0 };
  }
  async function act<T extends ActType>(customer: string, type: T, data: Attributes<T>, title: string): Promise<string> {
    const one = await item(customer, type, data);
    await outbox.add(one, title);
    return one.id;
  }
  const by = async (): Promise<{ by?: string }> => {
    const user = await me();
    return user === '' ? {} : { by: user };
  };
  return {
    newId,
    note: (input) => keepNote({ outbox, newId, now, me }, input),
    async correct({ id, customer, type, at, revision }, data, title) {
      const known = await outbox.newest(id);
      await outbox.add({ id, customer, type, at, data, revision: Math.max(revision, known?.item.revision ?? 0) + 1 }, title, 0);
    },
    taskUntil: async ({ customer, task, taskTitle, until, title }) => {
      const user = await me();
      return act(
        customer,
        'task.set',
        { task: task ?? newId(), title: taskTitle, due: until, ...(user === '' ? {} : { owner: user, by: user }) },
        title,
      );
    },
    signalUntil: async ({ customer, signal, until, title }) => act(customer, 'signal.snoozed', { signal, until, ...(await by()) }, title),
    taskDone: async ({ customer, task, title }) => act(customer, 'task.done', { task, ...(await by()) }, title),
    async say({ customer, events: [first, ...rest], title }) {
      const who = await by();
      const signed = ({ type, data }: Written) => item(customer, type, SIGNED.has(type) ? { ...data, ...who } : data);
      const leading = await signed(first);
      await outbox.add([leading, ...(await Promise.all(rest.map(signed)))], title);
      return leading.id;
    },
    async mail(seen) {
      const { workspace, customer, contact, direction, at, title } = seen;
      const present = await now();
      const when = at ?? present;
      if (when > present + DAY || when < present - OLDEST_MAIL) return false;
      const id = await idOfText(`mail|${workspace}|${customer}|${messageIdentity(seen)}`);
      if ((await store.get(MAIL + id)) !== undefined) return false;
      const data: Attributes<'mail'> = { direction, ...(contact === '' ? {} : { contact }), ...(await by()) };
      await outbox.add({ id, customer, type: 'mail', at: when, data, revision: 0 }, title, 0);
      await store.write({ put: [[MAIL + id, present]] });
      return true;
    },
    async heard({ id, revision, customer, contact, kind, at, title }) {
      const present = await now();
      const data: Attributes<'remark'> = { kind, ...(contact === '' ? {} : { contact }) };
      // A clock ahead of ours dates nothing ahead of us.
      await outbox.add({ id, customer, type: 'remark', at: Math.min(at ?? present, present), data: { ...data }, revision }, title, HOLD);
    },
    undo: (id) => outbox.undo(id),
  };
}
