/** Merging, handing over, cover and people who change company: decided on the Worker, after which the book is brought up to date. */
import * as v from 'valibot';
import { ContactMoveAnswer, HandOverAnswer, Keeping, MergeAnswer } from '../../shared/api/keeping';
import type { KeepingAsks } from '../keeping-protocol';
import type { AskHandlers } from './messages';
import { readWorker, type WorkerParts } from './read-worker';
import { makeUlid } from './ulid';

export interface KeepingParts extends WorkerParts {
  now(): number;
  /** One sync now, and what follows from it. */
  sync(force: boolean): Promise<void>;
}

export function keepingAsks(parts: KeepingParts): Pick<AskHandlers, keyof KeepingAsks> {
  const read = readWorker(parts);
  const newId = () => makeUlid(parts.now(), crypto.getRandomValues(new Uint8Array(10)));
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
    async 'keeping.undo'({ id }) {
      await read('undoDecision', { answer: v.any(), path: { id } });
      await parts.sync(true);
      return null;
    },
  };
}
