/** A note and what is written with it: the follow-up, a word to each colleague that it names, a person added. Saved twice under one id, it is one note. */
import type { ActItem } from '../../shared/api/contract';
import type { Attributes } from '../../shared/event';
import type { NoteDetail, NoteKind } from '../log-protocol';
import type { Outbox } from './outbox';
import { idOfText } from './ulid';

export interface NoteInput extends NoteDetail {
  customer: string;
  kind: NoteKind;
  text: string;
  contact: string;
  remindAt: number | null;
  title: string;
  followUp: string;
  /** Made by who asks, so that asking again makes no second note. */
  id?: string | undefined;
  /** Hash of the conversation. */
  thread?: string | undefined;
  /** What colleagues whom it names find among their tasks. */
  mention?: string;
  /** A person whom the note makes known. */
  person?: Attributes<'contact.set'> | undefined;
}
export interface NoteParts {
  outbox: Outbox;
  newId(): string;
  now(): Promise<number>;
  me(): Promise<string>;
}
const TITLE = 300;

/** The attributes of a note: what was not said is left out. */
export function noteData(
  { kind, text, direction, sentiment, reasons, about, care, formal, pinned, mentions }: NoteDetail & { kind: NoteKind; text: string },
  more: Partial<Attributes<'note'>>,
): Attributes<'note'> {
  const words = text.trim();
  return {
    kind,
    ...(words === '' ? {} : { text: words }),
    ...more,
    ...(direction ? { direction } : {}),
    ...(sentiment ? { sentiment } : {}),
    ...(reasons?.length ? { reasons } : {}),
    ...(about ? { about } : {}),
    ...(care ? { care } : {}),
    ...(formal ? { tone: 'formal' as const } : {}),
    ...(pinned ? { pinned } : {}),
    ...(mentions?.length ? { mentions } : {}),
  };
}

/** Keeps the note with what belongs to it; one undo takes back all. Resolves with its id once it is durable. */
export async function keepNote({ outbox, newId, now, me }: NoteParts, input: NoteInput): Promise<string> {
  const { customer, text, contact, remindAt, title, followUp, thread, mention, person, mentions = [] } = input;
  const [present, user] = await Promise.all([now(), me()]);
  const id = input.id ?? newId();
  const earlier = (one: string) => (input.id === undefined ? null : outbox.newest(one));
  const at = (await earlier(id))?.item.at ?? present;
  const by = user === '' ? {} : { by: user };
  const data = noteData(input, {
    ...(person || contact !== '' ? { contact: person?.contact ?? contact } : {}),
    ...(remindAt === null ? {} : { follow_up: remindAt }),
    ...(thread === undefined ? {} : { thread }),
    ...by,
  });
  /** An id that the same note always gives to the same thing beside it. */
  const beside = (what: string) => (input.id === undefined ? newId() : idOfText(`${what}|${id}`));
  const words = text.trim();
  const followId = await beside('follow-up');
  const wanted: [id: string, type: ActItem['type'], data: Record<string, unknown> | null][] = [
    [id, 'note', { ...data }],
    [
      followId,
      'task.set',
      remindAt === null
        ? null
        : {
            task: followId,
            title: (words === '' ? followUp : words).slice(0, TITLE),
            due: remindAt,
            ...(user === '' ? {} : { owner: user }),
            ...by,
          },
    ],
  ];
  for (const colleague of mentions) {
    const task = await beside(`mention ${colleague}`);
    wanted.push([task, 'task.set', { task, title: `${mention ?? ''} ${words}`.trim().slice(0, TITLE), due: at, owner: colleague, ...by }]);
  }
  if (person) wanted.push([await beside('person'), 'contact.set', { ...person }]);

  const items: ActItem[] = [];
  for (const [one, type, said] of wanted) {
    const before = await earlier(one);
    if (before === null ? said === null : before.state !== 'dropped' && isSame(before.item.data, said)) continue;
    items.push({ id: one, customer, type, at, data: said, revision: before === null ? 0 : before.item.revision + 1 });
  }
  const [first, ...rest] = items;
  if (first) await outbox.add([first, ...rest], title, undefined, id);
  return id;
}

/** The same thing said again. */
function isSame(a: ActItem['data'], b: ActItem['data']): boolean {
  const plain = (data: ActItem['data']) => JSON.stringify(data && Object.entries(data).sort(([x], [y]) => (x < y ? -1 : 1)));
  return plain(a) === plain(b);
}
