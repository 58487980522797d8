/** A Worker's `acts` endpoint in memory: exactly once by id and revision, like the real one; it can lose requests and answers. */

import type { Api, ApiAnswer } from '../../../extension/background/api-client';
import type { ActItem } from '../../../shared/api/contract';

export interface WorkerDouble extends Api {
  /** Live acts by id: what counts in the end. */
  live(): Map<string, ActItem>;
  requests: number;
  /** From now on every request meets a healthy Worker. */
  calm(): void;
  /** What the next request meets: lost on its way, answered but the answer lost, or a problem code. */
  next(...fates: ('lost' | 'answer-lost' | 'busy' | 'revoked' | 'too-far-ahead')[]): void;
  /** From now on nothing reaches the Worker. */
  closed(): WorkerDouble;
}

export function workerDouble(): WorkerDouble {
  const kept = new Map<string, ActItem>();
  const fates: string[] = [];
  let isClosed = false;
  const double = {
    requests: 0,
    closed: () => {
      isClosed = true;
      return double;
    },
    live: () => new Map([...kept].filter(([, item]) => item.data !== null)),
    calm: () => void fates.splice(0),
    next: (...more: string[]) => void fates.push(...more),
    async call(_endpoint: string, { body }: { body?: unknown }): Promise<ApiAnswer<unknown>> {
      double.requests++;
      const fate = fates.shift();
      if (isClosed || fate === 'lost') return { ok: false, code: 'network', status: 0 };
      if (fate === 'busy') return { ok: false, code: 'server.busy', status: 503 };
      if (fate === 'revoked') return { ok: false, code: 'auth.revoked', status: 401 };
      const { acts } = body as { acts: ActItem[] };
      if (fate === 'too-far-ahead')
        return { ok: true, value: { results: acts.map(({ id }) => ({ id, ok: false, code: 'event.too-far-ahead' })) } };
      if (acts.some(({ type }) => type === 'unreadable')) return { ok: false, code: 'request.malformed', status: 400 };
      for (const act of acts) {
        const present = kept.get(act.id);
        if (present === undefined || act.revision > present.revision) kept.set(act.id, act);
      }
      if (fate === 'answer-lost') return { ok: false, code: 'timeout', status: 0 };
      return {
        ok: true,
        value: {
          results: acts.map(({ id, type }) =>
            type === 'forbidden' ? { id, ok: false, code: 'act.not-allowed' } : { id, ok: true, seq: 1 },
          ),
        },
      };
    },
  };
  return double as unknown as WorkerDouble;
}
