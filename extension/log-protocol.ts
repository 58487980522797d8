/** What our own pages say and ask around notes: logging, correcting, the people of a customer and what was learnt of them. Types only, as in protocol.ts. */
import type { NOTE_KINDS, NOTE_TOPICS } from '../shared/attributes';
import type { Facts, LearntFacts } from '../shared/facts/facts';
import type { PulseCode } from '../shared/judgement/pulse-codes';

export type NoteKind = (typeof NOTE_KINDS)[number];
export type NoteTopic = (typeof NOTE_TOPICS)[number];

/** What a note says beside its kind and text; only what differs from the usual is there. */
export interface NoteDetail {
  direction?: 'in' | 'out' | undefined;
  sentiment?: 'good' | 'neutral' | 'bad' | undefined;
  reasons?: PulseCode[] | undefined;
  about?: NoteTopic | undefined;
  care?: boolean | undefined;
  formal?: boolean | undefined;
  pinned?: boolean | undefined;
  /** Colleagues, by user id. */
  mentions?: string[] | undefined;
}
export interface NoteDraft extends NoteDetail {
  customer: string;
  name: string;
  kind: NoteKind;
  text: string;
  remindAt: number | null;
  /** The id that the note will have: so a save whose answer was lost makes no second one. */
  id?: string | undefined;
  /** Words of a follow-up day that were not understood yet. */
  due?: string | undefined;
}
/** What a template may fill in, and how its writer greets and signs. Kept on this device, per user. */
export interface Template {
  id: string;
  name: string;
  text: string;
}
export interface Templates {
  greeting: string;
  signOff: string;
  /** Links under every message: our pages and profiles, one a line. */
  links: string;
  list: Template[];
  /** The text that was last used, hashed, and for how many customers: the same to many is bulk. */
  used: { hash: string; customers: string[] }[];
}
export interface LogContext {
  /** By the Worker's clock, epoch ms. */
  now: number;
  me: string;
  users: Record<string, string>;
  /** With what was said here and is not confirmed yet. */
  facts: Facts;
  /** The note that was first written beside the open conversation; null where none was. */
  first: { id: string; at: number; by: string } | null;
  /** Who wrote the open message and is not known as a person of this customer. */
  stranger: { address: string; name: string } | null;
  /** They use it more than three of four customers do, and nobody noted lately why they stay. */
  askWhyStay: boolean;
}
export interface NoteSave extends NoteDetail {
  customer: string;
  kind: NoteKind;
  text: string;
  contact?: string | undefined;
  remindAt: number | null;
  id?: string | undefined;
  /** The tab whose conversation it is written beside. */
  tab?: number | undefined;
  /** Adds whoever wrote the open message as a person of the customer: the one way in which a stranger's address leaves the browser. */
  add?: { name: string; role: string } | undefined;
}
/** A person of a customer; without an id a new one. Members left out stay as they were. */
export interface ContactSave {
  customer: string;
  contact?: string | undefined;
  name: string;
  role: string;
  nickname: string;
  email: string;
  left?: boolean | undefined;
}
/** Every member is sent, so that emptying one takes it back. */
export type LearntSave = Required<Pick<LearntFacts, 'interests' | 'business' | 'goals' | 'hours' | 'links'>> & {
  channel: '' | NonNullable<LearntFacts['channel']>;
  doNotContact: boolean;
};

export interface LogAsks {
  /** What stands around the form; null where the book does not hold the customer. */
  'log.context': { in: { customer: string; tab?: number }; out: LogContext | null };
  /** An empty draft (no text, no reminder) takes back what was kept of that customer. */
  'note.draft': { in: { draft: NoteDraft }; out: null };
  'note.save': { in: NoteSave; out: { id: string; state: 'saved' } };
  /** Writes a note anew under its id: `revision` and `at` are those that the timeline says. */
  'note.edit': {
    in: NoteDetail & {
      customer: string;
      id: string;
      revision: number;
      at: number;
      kind: NoteKind;
      text: string;
      keep: { contact?: string | undefined; follow_up?: number | undefined; thread?: string | undefined };
    };
    out: null;
  };
  'note.delete': { in: { customer: string; id: string; revision: number; at: number }; out: null };
  /** Takes back an act, with what was made with it. */
  'note.undo': { in: { id: string }; out: null };
  /** Answered by an id that `note.undo` takes back. */
  'contact.save': { in: ContactSave; out: { id: string } };
  'learnt.save': { in: { customer: string; learnt: LearntSave }; out: { id: string } };
  'templates.read': { in: Record<string, never>; out: Templates };
  'templates.save': { in: { templates: Templates }; out: null };
}
