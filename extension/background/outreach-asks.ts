/** What our pages ask of outreach lists: the Worker knows all of them and everybody on them; without it, the book knows the open ones and its own customers. */
import { OutreachAnswer, OutreachPage } from '../../shared/api/outreach';
import type { Translate } from '../../shared/i18n/t';
import { defaultProgramme } from '../../shared/loyalty/default-programme';
import { outreachFact, toTell } from '../../shared/outreach/affected';
import type { CustomerRecord } from '../../shared/record';
import type { OutreachAsks, OutreachRows } from '../outreach-protocol';
import type { Api } from './api-client';
import type { Book } from './book';
import type { ConnectionStore } from './connection';
import { type AskHandlers, Refusal } from './messages';
import type { Outbox } from './outbox';
import { withPending } from './pending';
import { readWorker } from './read-worker';

export interface OutreachParts {
  book: Book;
  outbox: Outbox;
  connection: ConnectionStore;
  api(url: string, token: string): Api;
  workerNow(): Promise<number>;
  words(): Promise<Translate>;
  sync(force: boolean): Promise<void>;
}
const isUnreached = (error: unknown): boolean => error instanceof Refusal && error.code === 'unreachable';

export function outreachAsks(parts: OutreachParts): Pick<AskHandlers, keyof OutreachAsks> {
  const { book, outbox, connection } = parts;
  const read = readWorker(parts);

  async function rules() {
    const [model, programme, t] = await Promise.all([book.model(), book.programme(), parts.words()]);
    if (model === null) throw new Refusal('not-paired', t('problem.not-paired'));
    return { model, programme: programme ?? defaultProgramme() };
  }
  /** Those of the book who are on a list, as far as this device knows. */
  async function ofBook(id: string, state: 'open' | 'told'): Promise<CustomerRecord[]> {
    const [records, waiting, under, now, { lists }] = await Promise.all([
      book.records(),
      outbox.visible(),
      rules(),
      parts.workerNow(),
      book.outreach(),
    ]);
    const list = lists.filter((one) => one.id === id);
    return records
      .map((record) => withPending(record, waiting))
      .filter(({ facts }) =>
        state === 'told' ? (outreachFact(facts, id)?.toldAt ?? null) !== null : toTell(facts, { ...under, lists: list }, now).length > 0,
      );
  }

  return {
    async 'outreach.read'() {
      const [under, { segments }, link, users, now, own] = await Promise.all([
        rules(),
        book.segments(),
        connection.read(),
        book.users(),
        parts.workerNow(),
        book.outreach(),
      ]);
      const known = { ...under, segments, now, me: link.user, role: link.role, users };
      try {
        const { lists } = await read('outreach', { answer: OutreachAnswer });
        return { ...known, lists, saved: false };
      } catch (error) {
        if (!isUnreached(error)) throw error;
        const lists = await Promise.all(
          own.lists.map(async (list) => ({
            ...list,
            open: (await ofBook(list.id, 'open')).length,
            told: (await ofBook(list.id, 'told')).length,
          })),
        );
        return { ...known, lists, saved: true };
      }
    },
    async 'outreach.save'({ list }) {
      await read('saveOutreach', { answer: OutreachAnswer, body: list });
      // So that the popup and every card know of it at once.
      await parts.sync(true);
      return null;
    },
    async 'outreach.page'({ list, state, cursor }): Promise<OutreachRows> {
      try {
        const query = { state, ...(cursor === '' ? {} : { cursor }) };
        const page = await read('outreachPage', { answer: OutreachPage, path: { id: list }, query });
        const waiting = await outbox.visible();
        return { customers: page.customers.map((record) => withPending(record, waiting)), cursor: page.cursor, saved: false };
      } catch (error) {
        if (!isUnreached(error)) throw error;
        return { customers: await ofBook(list, state), cursor: null, saved: true };
      }
    },
  };
}
