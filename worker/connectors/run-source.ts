/** One reading of one live source: unseal its login, pull, ingest, fold, and note how it went. */
import type { Env } from '../env';
import { foldPending } from '../store/fold';
import { ingest } from '../store/ingest';
import { findCustomersByAddress, type SourceRow, saveRun } from '../store/sources';
import { parseCursor, printCursor, pullTickets } from './rt';
import { type Fetcher, RtClient, type RtLogin, RtProblem, type RtProblemCode } from './rt-client';
import { unseal } from './seal';

export type SourceProblem = RtProblemCode | 'secret';
export interface SourceRun {
  events: number;
  strangers: number;
  /** Events older than the workspace keeps; they are not taken in. */
  tooOld: number;
  problem: SourceProblem | null;
  more: boolean;
}

/** The platform's fetch, called unbound as workerd demands. */
export const platformFetch: Fetcher = (url, init) => fetch(url, init);

/** Reads a source from its cursor on, or from the start with `again`. Expected failures are noted, not thrown. */
export async function runSource(
  env: Env,
  source: SourceRow,
  now: number,
  again = false,
  fetcher: Fetcher = platformFetch,
): Promise<SourceRun> {
  const login = await unseal(env.VAFA_SETUP_SECRET, source.secret, source.id);
  const failed = async (problem: SourceProblem): Promise<SourceRun> => {
    await saveRun(env.DB, source, { cursor: source.cursor, at: now, problem, events: 0, strangers: 0, tooOld: 0, again: false });
    return { events: 0, strangers: 0, tooOld: 0, problem, more: false };
  };
  if (login === null) return failed('secret');
  try {
    const client = new RtClient({ ...(JSON.parse(login) as Omit<RtLogin, 'url'>), url: source.url }, fetcher);
    const cursor = again ? null : parseCursor(source.cursor);
    const pulled = await pullTickets(client, source.url, cursor, (addresses) =>
      findCustomersByAddress(env.DB, source.workspace, addresses),
    );
    const { accepted, tooOld } = await ingest(env.DB, source.workspace, pulled.events, now);
    if (accepted > 0) await foldPending(env.DB, source.workspace, now, 250);
    await saveRun(env.DB, source, {
      cursor: printCursor(pulled.cursor),
      at: now,
      problem: null,
      events: accepted,
      strangers: pulled.strangers,
      tooOld: tooOld.length,
      again,
    });
    return { events: accepted, strangers: pulled.strangers, tooOld: tooOld.length, problem: null, more: pulled.more };
  } catch (error) {
    if (error instanceof RtProblem) return failed(error.code);
    throw error;
  }
}
