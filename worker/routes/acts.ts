/** What people did on their devices. Every item gets its own answer, and a retry the same one. */

import { ACT_TYPES } from '../../shared/act-types';
import { type ActItem, ActsRequest } from '../../shared/api/contract';
import type { ProblemCode } from '../../shared/api/problems';
import { EVENTS, type VafaEvent } from '../../shared/event';
import { readWireEvent } from '../../shared/event-wire';
import { type Caller, newRoutes, parseBody } from '../http';
import { findEvents, type KnownEvent } from '../store/acts';
import { whichHeard } from '../store/customers';
import { takeIn } from '../taking-in';

const SOURCE = 'extension';

export const routes = newRoutes().post('/v1/acts', async (c) => {
  const { acts } = await parseBody(c, ActsRequest);
  const caller = c.get('caller');
  const known = await findEvents(
    c.env.DB,
    caller.workspace,
    acts.map(({ id }) => id),
  );
  const visible = await whichHeard(
    c.env.DB,
    caller,
    acts.map(({ customer }) => customer),
  );
  const events: VafaEvent[] = [];
  const resultOf = new Map<VafaEvent, Result>();
  const actOf = new Map<VafaEvent, ActItem>();
  const results = acts.map((act): Result => {
    const read = judge(act, known.get(act.id), visible.has(act.customer), caller, c.get('now'));
    if (typeof read === 'string') return { id: act.id, ok: false, code: read };
    const result: Result = { id: act.id, ok: true };
    if (read) {
      events.push(read);
      resultOf.set(read, result);
      actOf.set(read, act);
    }
    return result;
  });
  if (events.length > 0) {
    const { taken, tooOld } = await takeIn(c, caller.workspace, events);
    // Written while this was on its way: by an earlier try, maybe of another time, or by somebody who sees the same message.
    const since = await findEvents(
      c.env.DB,
      caller.workspace,
      taken.map(({ id }) => id),
    );
    for (const event of taken) {
      const act = actOf.get(event);
      const alone = ['mail', 'remark'].includes(event.type) || acts.filter(({ id }) => id === event.id).length === 1;
      const again = act && alone && judge(act, since.get(act.id), visible.has(act.customer), caller, c.get('now'));
      if (again !== null) Object.assign(resultOf.get(event) ?? {}, { ok: false, code: 'event.id-taken' });
    }
    for (const event of tooOld) Object.assign(resultOf.get(event) ?? {}, { ok: false, code: 'event.purged' });
  }
  return c.json({ results });
});

interface Result {
  id: string;
  ok: boolean;
  code?: ProblemCode;
}

/** The event to write; null when it is written already; or why it may not be. */
function judge(
  act: ActItem,
  known: KnownEvent | undefined,
  isVisible: boolean,
  caller: Caller,
  now: number,
): VafaEvent | null | ProblemCode {
  if (!ACT_TYPES.some((type) => type === act.type)) return 'act.not-allowed';
  const isOther = known && known.customer !== act.customer && known.origin !== act.customer;
  if (known && (isOther || known.type !== act.type || known.source !== SOURCE)) return 'act.not-allowed';
  // A retry is answered as the first time, even when the customer was given to somebody else meanwhile. A mail is one event, whoever saw it.
  const author = isSigned(act.type) ? (known?.by ?? null) : null;
  if (known && act.revision <= known.revision && (act.type === 'mail' || author === null || author === caller.user || isVisible))
    return null;
  if (!isVisible) return 'customer.unknown';
  if (known && act.type !== 'mail' && author !== null && author !== caller.user && caller.role === 'agent') return 'act.not-allowed';
  const read = readWireEvent({ ...act }, { source: SOURCE, now });
  if (!read.ok) return read.code;
  const { event } = read;
  return event.data !== null && isSigned(event.type) ? ({ ...event, data: { ...event.data, by: caller.user } } as VafaEvent) : event;
}

/** Whether such an event says who did it. The `by` of a promise is another thing: whose promise it is. */
function isSigned(type: string): boolean {
  return type !== 'promise' && ACT_TYPES.some((known) => known === type && 'by' in EVENTS[known].attributes.entries);
}
