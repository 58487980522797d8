/** Events from outside, in bulk. Good ones are taken in, bad ones are named; nothing is lost in silence. */
import { IngestRequest } from '../../shared/api/contract';
import type { VafaEvent } from '../../shared/event';
import { readWireEvent } from '../../shared/event-wire';
import { newRoutes, parseBody } from '../http';
import { takeIn } from '../taking-in';

export const routes = newRoutes().post('/v1/events', async (c) => {
  const { events } = await parseBody(c, IngestRequest);
  const good: VafaEvent[] = [];
  const refused: { index: number; id: string | null; code: string; detail: string }[] = [];
  for (const [index, input] of events.entries()) {
    const read = readWireEvent(input, { source: 'api', now: c.get('now') });
    if (read.ok) good.push(read.event);
    else refused.push({ index, id: read.id, code: read.code, detail: read.detail });
  }
  const { accepted, duplicates } = await takeIn(c, c.get('caller').workspace, good);
  return c.json({ accepted, duplicates, refused });
});
