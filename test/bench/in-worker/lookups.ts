/** Rows that a lookup reads, through the whole Worker. */
import type { LiveEvent } from '../../../shared/event';
import product from '../../../worker/index';
import { foldPending } from '../../../worker/store/fold';
import { ingest } from '../../../worker/store/ingest';
import { billed } from '../billed';
import type { Place } from './entry';

/** The caller's own token costs one row, and counting how often that device has asked another. */
const TOKEN_ROWS = 2;

export interface Asked {
  address: string;
  by: string;
}
/** Takes the events in and asks for each address; the rows read by each, without the token's and its count. Throws when a lookup finds otherwise than expected. */
export async function readLookups(
  { db, workspace, token }: Place,
  { events, asked }: { events: LiveEvent[]; asked: Asked[] },
): Promise<number[]> {
  await ingest(db, workspace, events, Date.now());
  await foldPending(db, workspace, Date.now(), 10_000);
  const read: number[] = [];
  for (const { address, by } of asked) {
    const bill = await billed(db, async (watched) => {
      const request = new Request('http://127.0.0.1/v1/lookup', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ address }),
      });
      const context = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} } as unknown as ExecutionContext;
      const answer = await product.fetch(request, { DB: watched, VAFA_SETUP_SECRET: '' }, context);
      const found = (await answer.json()) as { by?: string };
      if (found.by !== by) throw new Error(`a lookup answered ${answer.status} by ${found.by}, expected ${by}`);
    });
    read.push(bill.read - TOKEN_ROWS);
  }
  return read;
}
