/** Fills the local Worker with the demo: its colleagues, its customers, and whose each of them is. */
import { writeWireEvent } from '../../shared/event-wire';
import { demoEvents } from './demo-data';
import { COLLEAGUES, demoOwners } from './demo-team';
import { addPerson, sendEvents, whoIs } from './local-api';
import type { LocalWorker } from './worker-process';

/** `token` is the admin's to whom the demo is shown. What is there already stays as it is. */
export async function fillDemo(worker: LocalWorker, token: string, now: number): Promise<void> {
  for (const colleague of COLLEAGUES) await addPerson(worker, token, colleague);
  const events = [...demoEvents(now).events, ...demoOwners(now, await whoIs(worker, token))];
  await sendEvents(worker, token, events.map(writeWireEvent), 'demo');
}
