/** Events from outside, in bulk. Good ones are taken in, bad ones are named; nothing is lost in silence. */
import { IngestRequest } from '../../shared/api/contract';
import type { ProblemCode } from '../../shared/api/problems';
import type { VafaEvent } from '../../shared/event';
import { readWireEvent } from '../../shared/event-wire';
import { type Ctx, fail, newRoutes, parseBody } from '../http';
import { takeIn } from '../taking-in';

/** The source of what people did on their devices: see acts.ts. */
const EXTENSION = 'extension';
const TOO_OLD = 'older than this workspace keeps: it can be neither added nor corrected';
const ID_TAKEN = 'this id belongs to another event; give each event its own id, or raise `revision` to correct it';

export const routes = newRoutes().post('/v1/events', async (c) => {
  const { events } = await parseBody(c, IngestRequest);
  const source = sourceOf(c);
  const good: { index: number; event: VafaEvent }[] = [];
  const refused: { index: number; id: string | null; code: string; detail: string }[] = [];
  for (const [index, input] of events.entries()) {
    const read = readWireEvent(input, { source, now: c.get('now') });
    if (read.ok) good.push({ index, event: read.event });
    else refused.push({ index, id: read.id, code: read.code, detail: read.detail });
  }
  const { accepted, duplicates, taken, tooOld } = await takeIn(
    c,
    c.get('caller').workspace,
    good.map(({ event }) => event),
  );
  const unwritten = new Map<VafaEvent, [code: ProblemCode, detail: string]>();
  for (const event of taken) unwritten.set(event, ['event.id-taken', ID_TAKEN]);
  for (const event of tooOld) unwritten.set(event, ['event.purged', TOO_OLD]);
  if (unwritten.size > 0) {
    for (const { index, event } of good) {
      const [code, detail] = unwritten.get(event) ?? [];
      if (code && detail) refused.push({ index, id: event.id, code, detail });
    }
    refused.sort((a, b) => a.index - b.index);
  }
  return c.json({ accepted, duplicates, refused });
});

/** Where the events come from, as an admin may say; never a device, whose events are known by their source. */
function sourceOf(c: Ctx): string {
  const given = c.req.query('source');
  if (given === undefined) return 'api';
  if (c.get('caller').role !== 'admin') fail('auth.forbidden', 'only an admin may name the source', 'source');
  if (!/^[a-z0-9-]{1,20}$/.test(given) || given === EXTENSION)
    fail('request.malformed', 'source must be 1 to 20 of a-z, 0-9 and -', 'source');
  return given;
}
