/**
 * Reading the open mail, where the user switched it on for the site: the tab is asked for the text of the message that it shows, the text is
 * read here and forgotten with the answer. What was heard, a kind and the message's own words, is kept in this memory alone and in no
 * storage at all: a background that was replaced asks the tab again. Stored is only what the person answered, under hashed ids.
 */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { competitorNames } from '../../shared/health/competitor-names';
import { type Heard, type HeardKind, REMARK_OF } from '../../shared/judgement/heard';
import type { CustomerRecord } from '../../shared/record';
import type { ToPage } from '../protocol';
import { type Acts, messageIdentity } from './acts';
import type { Answered } from './answered';
import type { Book } from './book';
import { type ConnectionStore, isPaired } from './connection';
import { isOn, readSettings } from './settings';
import { readTab, type TabState } from './tabs';
import { idOfText } from './ulid';

/** More of a message is not read; the page cuts it too. */
const LONGEST_TEXT = 20_000;
/** A body may come after its header: asked again so often, after so long (ms). */
const TRIES = 3;
const AGAIN_AFTER = 1_200;
/** Machines that write: nobody reads an answer there, and nothing in it is a customer's word. */
const MACHINE = /^(no-?_?reply|do-?_?not-?_?reply|newsletter|news|mailer-daemon|postmaster|bounces?|notifications?|marketing|alerts?)\b/iu;

/** What a tab answers: the text of the message with this key. `part` is the entry of a ticket that it is; `bulk`, that the page calls it a mailing. */
const TextAnswer = v.object({
  key: v.string(),
  text: v.pipe(v.string(), v.maxLength(LONGEST_TEXT)),
  part: v.pipe(v.string(), v.maxLength(200)),
  bulk: v.boolean(),
});

export interface HearingParts {
  acts: Pick<Acts, 'heard'>;
  answered: Answered;
  book: Pick<Book, 'record' | 'model'>;
  connection: ConnectionStore;
  /** Waits so long (ms) before a tab is asked again. */
  pause(ms: number): Promise<void>;
}
export interface Hearing {
  /** Is the message of this tab read at all: a known customer's own words, on a site where the user wants it, for somebody who may write? */
  listens(state: TabState): Promise<boolean>;
  /** What is known to be heard in it and waits for an answer. */
  of(tab: number, state: TabState): readonly Heard[];
  /** Reads the tab's message, once; whether something was heard. */
  listen(tab: number, state: TabState): Promise<boolean>;
  /** Records what was heard, or puts it aside for this message. The id that takes a record back; null where nothing is recorded. */
  answer(tab: number, state: TabState, kind: HeardKind, so: boolean, title: string): Promise<string | null>;
  /** An act of the card was taken back: where it recorded what was heard, that is offered anew. */
  undone(tab: number, logged: NonNullable<TabState['logged']>): Promise<void>;
  forget(tab: number): void;
}
interface Listened {
  key: string;
  /** Kind, words and id of what waits for an answer. */
  heard: (Heard & { id: string })[];
  done: Promise<boolean>;
}

export function openHearing(parts: HearingParts): Hearing {
  const { acts, answered, book, connection } = parts;
  const tabs = new Map<number, Listened>();
  const at = (tab: number, { key }: TabState): Listened | null => {
    const known = tabs.get(tab);
    return known?.key === key ? known : null;
  };

  async function listens(state: TabState): Promise<boolean> {
    if (state.outcome !== 'conversation' || state.match.kind !== 'customer' || !state.theirs || state.closed) return false;
    if (MACHINE.test(state.match.address)) return false;
    const { reading } = await readSettings();
    if (!isOn(reading, state.site, state.host, false)) return false;
    const link = await connection.read();
    return isPaired(link) && link.role !== 'viewer';
  }

  async function read(tab: number, state: TabState): Promise<(Heard & { id: string })[]> {
    const { match } = state;
    if (match.kind !== 'customer' || !(await listens(state))) return [];
    const said = await askText(tab, state.key, match.address);
    if (said === null || said.bulk) return [];
    const [record, model, { workspace }] = await Promise.all([book.record(match.customer), book.model(), connection.read()]);
    if (record === null) return [];
    // Its phrases are many, and most messages are read by nobody: a background that only draws a card starts without them.
    const { readInSlices } = await import('../reading/read');
    const heard = await readInSlices(rivalsOf(record, model?.competitors ?? []), said.text, () => parts.pause(0));
    const message = messageIdentity({
      at: state.at,
      contact: match.contact ?? '',
      direction: 'in',
      site: state.site,
      key: state.key,
      part: said.part,
    });
    const rows = await Promise.all(
      heard.map(async ({ kind, words }) => ({
        kind,
        words,
        id: await idOfText(`heard|${workspace}|${match.customer}|${message}|${kind}`),
      })),
    );
    // What a colleague recorded of this message, or this person answered, is not offered again.
    const known = new Set(record.facts.remarks.map(({ id }) => id));
    const open = await answered.open(rows.map(({ id }) => id));
    return rows.filter(({ id }) => !known.has(id) && open.has(id));
  }

  async function askText(tab: number, key: string, from: string): Promise<v.InferOutput<typeof TextAnswer> | null> {
    for (let time = 0; time < TRIES; time++) {
      if (time > 0) await parts.pause(AGAIN_AFTER);
      if ((await readTab(tab))?.key !== key) return null;
      const answer = await browser.tabs.sendMessage(tab, { verb: 'text', key, from } satisfies ToPage, { frameId: 0 }).catch(() => null);
      const parsed = v.safeParse(TextAnswer, answer);
      if (parsed.success && parsed.output.key === key && parsed.output.text.trim() !== '') return parsed.output;
    }
    return null;
  }

  async function listen(tab: number, state: TabState): Promise<boolean> {
    const known = at(tab, state);
    if (known !== null) return known.done;
    const mine: Listened = { key: state.key, heard: [], done: Promise.resolve(false) };
    mine.done = read(tab, state).then((heard) => {
      mine.heard = heard;
      return heard.length > 0;
    });
    tabs.set(tab, mine);
    return mine.done;
  }

  return {
    listens,
    of: (tab, state) => at(tab, state)?.heard ?? [],
    listen,
    async answer(tab, state, kind, so, title) {
      if (state.match.kind !== 'customer') return null;
      // The card may outlive the background that drew it.
      await listen(tab, state);
      const listened = at(tab, state);
      const row = listened?.heard.find((each) => each.kind === kind);
      if (!listened || !row) return null;
      const { id } = row;
      if (so) {
        const revision = await answered.nextRevision(id);
        const { customer, contact } = state.match;
        await acts.heard({ id, revision, customer, contact: contact ?? '', kind: REMARK_OF[kind], at: state.at, title });
      }
      await answered.say(id, so ? 'recorded' : 'denied');
      listened.heard = listened.heard.filter((each) => each.id !== id);
      return so ? id : null;
    },
    async undone(tab, { id, kind }) {
      if (!Object.values<string>(REMARK_OF).includes(kind)) return;
      await answered.say(id, 'open');
      tabs.delete(tab);
    },
    forget: (tab) => void tabs.delete(tab),
  };
}

/** The workspace's competitors and those that the team noted of this customer: the phrases know no names of their own. */
function rivalsOf({ facts }: CustomerRecord, listed: readonly string[]): string[] {
  return competitorNames([...listed, ...facts.remarks.flatMap(({ kind, name }) => (kind === 'competitor' ? [name] : []))]);
}
