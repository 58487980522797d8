/** What follows a sync: who we are is learnt, cards and badges hear of what changed, people are reminded, and the next wake is set. */
import type { Look } from '../../shared/health/explain';
import type { Api } from './api-client';
import type { Book } from './book';
import { type ConnectionStore, isPaired } from './connection';
import type { Looks } from './looks';
import { networkTurned } from './network-turned';
import type { Outbox } from './outbox';
import { learnWhoWeAre, whoAmI } from './pairing';
import type { Sessions } from './session';
import type { Sightings } from './sightings';
import type { SyncResult } from './sync';
import { allTabs } from './tabs';
import { wakeAt } from './waking';

/** For the index without anything in it. */
export const NOBODY = { correspondents: [], choices: {} };

export interface AfterSyncParts {
  connection: ConnectionStore;
  book: Book;
  outbox: Outbox;
  sessions: Sessions;
  looks: Looks<Look>;
  sightings: Sightings;
  /** Reminds of what is due, where the book changed too; answers when to look again, epoch ms. */
  remind(changed: boolean): Promise<number>;
  api(url: string, token: string): Api;
  now(): number;
  online(): boolean;
}

/** Follows up on one sync; every part may run again. */
export async function followUp(
  { connection, book, outbox, sessions, looks, sightings, remind, api, now, online }: AfterSyncParts,
  { connection: link, changed, turned }: SyncResult,
): Promise<void> {
  if (isPaired(link) && link.user === '') await learnWhoWeAre(connection, api(link.url, link.token));
  if (isPaired(link)) await outbox.forgetOthers();
  await sessions.adopt(link, () => whoAmI(api(link.url, link.token)));
  await book.index(NOBODY); // builds it anew where it is missing
  if (changed === null) await book.keepModels(await looks.models());
  const expired = (await allTabs()).some(([, state]) => state.logged !== null && state.logged.until <= now());
  if (turned || expired || (await networkTurned(online()))) await sightings.publishAll(null);
  else if (changed === null || changed.length > 0) await sightings.publishAll(changed);
  const remindAt = await remind(changed === null || changed.length > 0);
  wakeAt(Math.min(remindAt, (await outbox.dueAt()) ?? remindAt), now());
}
