/** Merging, handing over, cover, people who change company, erasing: decided on the Worker, after which the book is brought up to date. */
import * as v from 'valibot';
import { ContactMoveAnswer, HandOverAnswer, Keeping, MergeAnswer } from '../../shared/api/keeping';
import { AuditAnswer, type AuditRow, EraseAnswer } from '../../shared/api/lifecycle';
import type { KeepingAsks } from '../keeping-protocol';
import { isPassing } from './api-client';
import type { Book } from './book';
import { forgetContact, forgetCustomer, type Traces } from './forget-erased';
import { type AskHandlers, Refusal } from './messages';
import type { Outbox } from './outbox';
import { readWorker, type WorkerParts } from './read-worker';
import { makeUlid } from './ulid';

export interface KeepingParts extends WorkerParts, Traces {
  outbox: Outbox;
  book: Book;
  now(): number;
  /** One sync now, and what follows from it. */
  sync(force: boolean): Promise<void>;
}

export function keepingAsks(parts: KeepingParts): Pick<AskHandlers, keyof KeepingAsks> {
  const read = readWorker(parts);
  const newId = () => makeUlid(parts.now(), crypto.getRandomValues(new Uint8Array(10)));
  /** What was done here of whoever is to be erased is sent before: it would come to the Worker after them. */
  const sendFirst = async (): Promise<void> => {
    const link = await parts.connection.read();
    const { code } = await parts.outbox.flush(parts.api(link.url, link.token), { last: true });
    if (code !== null && isPassing(code)) throw new Refusal('unreachable', (await parts.words())('problem.unreachable'));
  };
  /** The newest row of the audit that says so; null where it cannot be read: erased it is all the same. */
  const rowOf = async (action: string, subject: string): Promise<AuditRow | null> => {
    const { rows } = await read('audit', { answer: AuditAnswer, query: { limit: 100 } }).catch(() => ({ rows: [] }));
    return rows.find((row) => row.action === action && row.subject === subject) ?? null;
  };
  return {
    'keeping.read': ({ customer }) => read('keeping', { answer: Keeping, path: { id: customer } }),
    async 'keeping.merge'({ from, into }) {
      const { id } = await read('merge', { answer: MergeAnswer, body: { id: newId(), from, into } });
      await parts.sync(true);
      return { id };
    },
    async 'keeping.hand-over'({ customers, of, to, cover, until }) {
      const answer = await read('handOver', { answer: HandOverAnswer, body: { id: newId(), customers, of, to, cover, until } });
      await parts.sync(true);
      return answer;
    },
    async 'keeping.move'({ from, contact, to, email, role }) {
      const said = { ...(email === '' ? {} : { email }), ...(role === '' ? {} : { role }) };
      const { id } = await read('moveContact', { answer: ContactMoveAnswer, body: { id: newId(), from, contact, to, ...said } });
      await parts.sync(true);
      return { id };
    },
    async 'keeping.erase'({ customer, contact }) {
      await sendFirst();
      const before = await parts.book.record(customer);
      const { events } = await read('erase', { answer: EraseAnswer, body: { customer, contact } });
      await parts.sync(true);
      if (contact === undefined) await forgetCustomer(parts, customer);
      else await forgetContact(parts, customer, before?.facts.contacts ?? [], contact);
      return { events, row: await rowOf(contact === undefined ? 'customer.erased' : 'contact.erased', customer) };
    },
    async 'keeping.undo'({ id }) {
      await read('undoDecision', { answer: v.any(), path: { id } });
      await parts.sync(true);
      return null;
    },
  };
}
