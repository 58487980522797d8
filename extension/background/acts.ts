/** What people do here, as events with an id of this device: log, follow-up, later, done, undo, and mail as contact. */
import type { ActItem } from '../../shared/api/contract';
import type { ActType, Attributes } from '../../shared/event';
import { DAY } from '../../shared/event';
import type { NoteKind } from '../protocol';
import type { KeyValueStore } from './key-value-store';
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
export interface NoteInput {
  customer: string;
  kind: NoteKind;
  text: string;
  contact: string;
  remindAt: number | null;
  title: string;
  followUp: string;
  /** Where the tone was formal. */
  formal?: boolean;
}
export type Written = { [T in ActType]: { type: T; data: Attributes<T> } }[ActType];
export interface Acts {
  /** Logs a contact, with a follow-up task where a day is named. Resolves with the note's id once it is durable. */
  note(input: NoteInput): Promise<string>;
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

/** How far (ms) "later" puts a thing off. */
export const LATER = DAY;
/** Acts that say who did it; of a promise, `by` is whose it is. */
const SIGNED: ReadonlySet<ActType> = new Set<ActType>([
  'note',
  'pulse',
  'remark.acknowledged',
  'remark.answered',
  'signal.acknowledged',
  'signal.raised',
  'signal.snoozed',
]);
const TOGETHER = 'together:';
const MAIL = 'mail:';
/** Mail older than facts remember, or dated ahead of the clock, is not contact. */
const OLDEST_MAIL = 800 * DAY;

/** Puts the acts together over the outbox. */
export function openActs({ outbox, store, newId, now, me }: ActsParts): Acts {
  async function act<T extends ActType>(customer: string, type: T, data: Attributes<T>, title: string): Promise<string> {
    const item: ActItem = { id: newId(), customer, type, at: await now(), data: { ...data }, revision: 0 };
    await outbox.add(item, title, HOLD);
    return item.id;
  }
  const by = async (): Promise<{ by?: string }> => {
    const user = await me();
    return user === '' ? {} : { by: user };
  };
  return {
    newId,
    async note({ customer, kind, text, contact, remindAt, title, followUp, formal }) {
      const words = text.trim();
      const who = await by();
      const id = await act(
        customer,
        'note',
        {
          kind,
          ...(words === '' ? {} : { text: words }),
          ...(contact === '' ? {} : { contact }),
          ...(formal === true ? { tone: 'formal' } : {}),
          ...(remindAt === null ? {} : { follow_up: remindAt }),
          ...who,
        },
        title,
      );
      if (remindAt !== null) {
        const owner = who.by === undefined ? {} : { owner: who.by };
        const task = { task: newId(), title: (words === '' ? followUp : words).slice(0, 300), due: remindAt, ...owner, ...who };
        const made = await act(customer, 'task.set', task, title);
        await store.write({ put: [[TOGETHER + id, [made]]] });
      }
      return id;
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
      const write = ({ type, data }: Written) => act(customer, type, SIGNED.has(type) ? { ...data, ...who } : data, title);
      const id = await write(first);
      const others: string[] = [];
      for (const event of rest) others.push(await write(event));
      if (others.length > 0) await store.write({ put: [[TOGETHER + id, others]] });
      return id;
    },
    async mail({ workspace, customer, contact, direction, at, site, key, title }) {
      const present = await now();
      const when = at ?? present;
      if (when > present + DAY || when < present - OLDEST_MAIL) return false;
      // Two people of the team see the same message under different keys; its minute and its contact they share.
      const identity = at === null ? `${site}|${key}` : `${contact}|${direction}|${Math.floor(at / 60_000)}`;
      const id = await idOfText(`mail|${workspace}|${customer}|${identity}`);
      if ((await store.get(MAIL + id)) !== undefined) return false;
      const data: Attributes<'mail'> = { direction, ...(contact === '' ? {} : { contact }), ...(await by()) };
      await outbox.add({ id, customer, type: 'mail', at: when, data, revision: 0 }, title, 0);
      await store.write({ put: [[MAIL + id, present]] });
      return true;
    },
    async undo(id) {
      const done = await outbox.undo(id);
      const others = await store.get(TOGETHER + id);
      if (Array.isArray(others)) {
        for (const other of others) if (typeof other === 'string') await outbox.undo(other);
        await store.write({ drop: [TOGETHER + id] });
      }
      return done;
    },
  };
}
