/** What our own pages ask around notes: logging and correcting them, the people of a customer, what was learnt, templates. */
import * as v from 'valibot';
import type { Attributes } from '../../shared/event';
import type { LogAsks, NoteDraft, Templates } from '../log-protocol';
import type { Acts } from './acts';
import type { Book } from './book';
import type { ConnectionStore } from './connection';
import type { KeyValueStore } from './key-value-store';
import { Draft, TemplatesSchema } from './log-payloads';
import type { AskHandlers } from './messages';
import { noteData } from './note-acts';
import type { Outbox } from './outbox';
import { withPending } from './pending';
import { strangerOf, threadOf } from './stranger';
import { readTab } from './tabs';
import { idOfText } from './ulid';
import { openUseRank } from './use-rank';
import type { Writing } from './writing';

export interface LogParts extends Writing {
  acts: Acts;
  book: Book;
  connection: ConnectionStore;
  outbox: Outbox;
  store: KeyValueStore;
  now(): number;
  sync(force: boolean): Promise<void>;
  sightings: { publishAll(only: readonly string[] | null): Promise<void> };
}
const DRAFT = 'draft:';
const TEMPLATES = 'templates:';
const NO_TEMPLATES: Templates = { greeting: '', signOff: '', links: '', list: [], used: [] };

/** Notes begun, those of an older build left aside. */
export async function readDrafts(store: KeyValueStore): Promise<NoteDraft[]> {
  return (await store.entries(DRAFT)).flatMap(([, stored]) => {
    const parsed = v.safeParse(Draft, stored);
    return parsed.success ? [parsed.output] : [];
  });
}

/** Gives up the notes begun that are like this. */
export async function forgetDrafts(store: KeyValueStore, which: (draft: NoteDraft) => boolean): Promise<void> {
  const those = (await readDrafts(store)).filter(which);
  if (those.length > 0) await store.write({ drop: those.map(({ customer }) => DRAFT + customer) });
}

export function logAsks(parts: LogParts): Pick<AskHandlers, keyof LogAsks> {
  const { acts, book, connection, outbox, store, now, kept } = parts;
  const useRank = openUseRank(book);
  const tabState = async (tab: number | undefined) => (tab === undefined ? null : readTab(tab));
  const templatesKey = async () => TEMPLATES + (await connection.read()).user;

  return {
    async 'log.context'({ customer, tab }) {
      const [stored, users, link, at, waiting, state] = await Promise.all([
        book.record(customer),
        book.users(),
        connection.read(),
        parts.workerNow(),
        outbox.visible(),
        tabState(tab),
      ]);
      if (stored === null) return null;
      const { facts } = withPending(stored, waiting);
      const thread = await threadOf(link.workspace, state);
      const first = thread === undefined ? undefined : facts.notes.find((note) => note.thread === thread);
      return {
        now: at,
        me: link.user,
        users,
        facts,
        first: first ? { id: first.id, at: first.at, by: first.by } : null,
        stranger: strangerOf(state, customer),
        askWhyStay: await useRank.askWhyStay(facts, at),
      };
    },
    async 'note.draft'({ draft }) {
      const empty = draft.text.trim() === '' && draft.remindAt === null;
      await store.write(empty ? { drop: [DRAFT + draft.customer] } : { put: [[DRAFT + draft.customer, draft]] });
      return null;
    },
    async 'note.save'({ customer, contact = '', tab, add, ...said }) {
      const t = await parts.writer();
      const [record, link, state] = await Promise.all([book.record(customer), connection.read(), tabState(tab)]);
      const stranger = add === undefined ? null : strangerOf(state, customer);
      const person: Attributes<'contact.set'> | undefined =
        stranger === null
          ? undefined
          : {
              contact: await idOfText(`contact|${link.workspace}|${customer}|${stranger.address}`),
              email: stranger.address,
              ...named(add),
            };
      const id = await kept(
        t,
        acts.note({
          ...said,
          customer,
          contact,
          person,
          thread: await threadOf(link.workspace, state),
          title: t(`kind.${said.kind}`),
          followUp: t('task.follow-up', { name: { name: record?.facts.profile.name || customer } }),
          mention: t('note.mention.task', { name: { name: link.userName || link.user } }),
        }),
      );
      await store.write({ drop: [DRAFT + customer] });
      return { id, state: 'saved' };
    },
    async 'note.edit'({ customer, id, revision, at, keep, ...said }) {
      const t = await parts.writer();
      await kept(t, acts.correct({ id, customer, type: 'note', at, revision }, { ...noteData(said, keep) }, t('note.edited')));
      return null;
    },
    async 'note.delete'({ customer, id, revision, at }) {
      const t = await parts.writer();
      await kept(t, acts.correct({ id, customer, type: 'note', at, revision }, null, t('note.deleted')));
      return null;
    },
    async 'note.undo'({ id }) {
      const t = await parts.words();
      await kept(t, acts.undo(id));
      const due = await outbox.dueAt();
      // What the Worker has already is taken back there, and the cards follow that; what was still here, they show without it at once.
      if (due !== null && due <= now()) void parts.sync(false);
      else await parts.sightings.publishAll(null);
      return null;
    },
    async 'contact.save'({ customer, contact, left, nickname, email, ...said }) {
      const t = await parts.writer();
      const { workspace } = await connection.read();
      const id = contact ?? (email === '' ? acts.newId() : await idOfText(`contact|${workspace}|${customer}|${email}`));
      const data: Attributes<'contact.set'> = {
        contact: id,
        ...named(said),
        ...(nickname === '' ? {} : { nickname }),
        ...(email === '' ? {} : { email }),
        ...(left === undefined ? {} : { left }),
      };
      const title = t('people.saved', { name: { name: said.name || email } });
      return { id: await kept(t, acts.say({ customer, events: [{ type: 'contact.set', data }], title })) };
    },
    async 'learnt.save'({ customer, learnt: { doNotContact, ...learnt } }) {
      const t = await parts.writer();
      const data = { ...learnt, do_not_contact: doNotContact };
      return { id: await kept(t, acts.say({ customer, events: [{ type: 'customer.profile', data }], title: t('learnt.saved') })) };
    },
    async 'templates.read'() {
      const parsed = v.safeParse(TemplatesSchema, await store.get(await templatesKey()));
      return parsed.success ? parsed.output : NO_TEMPLATES;
    },
    async 'templates.save'({ templates }) {
      await store.write({ put: [[await templatesKey(), templates]] });
      return null;
    },
  };
}

/** A name and role, each where it is said. */
const named = ({ name = '', role = '' }: { name?: string; role?: string } = {}) => ({
  ...(name === '' ? {} : { name }),
  ...(role === '' ? {} : { role }),
});
