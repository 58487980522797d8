/** One page of an exported workspace into an empty one: checked line by line, then written; sent again it changes nothing. */
import * as v from 'valibot';
import type { ImportWorkspaceAnswer } from '../shared/api/lifecycle';
import type { VafaEvent } from '../shared/event';
import { readWireEvent } from '../shared/event-wire';
import type { Facts } from '../shared/facts/facts';
import { emptyFacts } from '../shared/facts/fold';
import { OPENING, openingId } from '../shared/facts/opening';
import { FORMAT, pageHash } from './export-page';
import { type Ctx, fail } from './http';
import { beginImported, importedTo, isEmpty, keepImported, type Lines, writeLines } from './store/import';
import { takeIn } from './taking-in';

const text = v.string();
const whole = v.pipe(v.number(), v.integer());
const maybe = <S extends v.GenericSchema>(schema: S) => v.nullable(schema);
const kept = v.custom<object>((input) => typeof input === 'object' && input !== null);
const draft = {
  ...{ id: text, base: whole, author: text, created_at: whole, cursor: text, total: whole, done: whole, tally: kept },
  ...{ ended_at: maybe(whole), published: maybe(whole) },
};
/** What is taken of each kind of line; `source` and others are told for people and not taken in. */
const LINES = {
  user: v.object({
    id: text,
    name: text,
    role: v.picklist(['admin', 'manager', 'agent', 'viewer']),
    created_at: whole,
    removed_at: maybe(whole),
  }),
  document: v.object({
    of: v.picklist(['model', 'programme', 'segments', 'outreach', 'measures']),
    version: whole,
    published_at: whole,
    author: text,
    note: text,
    mark: text,
    body: kept,
  }),
  feed: v.object({ feed: text, first_at: whole }),
  customer: v.object({ id: text, signals: v.array(kept) }),
  merge: v.object({ id: text, into_id: text, event: text }),
  moved: v.object({ id: text, origin: text }),
  event: v.object({ id: text, customer: text, type: text, at: whole, source: text, revision: whole, data: maybe(kept) }),
  purged: v.object({ id: text, customer: text, revision: whole }),
  erased: v.object({ mark: text, revision: whole }),
  opened: v.object({ id: text, opened_at: whole }),
  retention: v.object({ months: whole, set_at: whole, purged_to: maybe(whole) }),
  'import-row': v.object({
    of: text,
    key: text,
    file: text,
    label: text,
    hash: text,
    revision: whole,
    at: whole,
    customer: text,
    events: v.array(kept),
  }),
  reward: v.object({ reward: text, taken: whole }),
  draw: v.object({
    ...{ id: text, prize: text, winners: whole, per: whole, cursor: text, made_at: whole, made_by: text },
    ...{ list_hash: maybe(text), seed_hash: text, seed: text, won: text, drawn_at: maybe(whole) },
    state: v.picklist(['collecting', 'frozen', 'drawn']),
  }),
  ticket: v.object({ draw: text, ticket: text, weight: whole, customer: text }),
  'join-request': v.object({
    ...{ id: text, at: whole, name: text, email: text, company: text, referrer: text, place: text, language: text },
    ...{ customer: maybe(text), decided_at: maybe(whole), decided_by: maybe(text) },
    state: v.picklist(['open', 'accepted', 'refused']),
  }),
  'model-draft': v.object({ ...draft, model: kept }),
  'programme-draft': v.object({ ...draft, from_at: whole, document: kept }),
  audit: v.object({ id: text, at: whole, actor: text, action: text, subject: text, detail: maybe(text) }),
};
const Head = v.object({ kind: v.literal('vafa-export'), format: v.literal(FORMAT) });
const Page = v.object({ kind: v.literal('page'), previous: text, hash: text, next: maybe(text) });

export async function importPage(c: Ctx, body: string): Promise<v.InferOutput<typeof ImportWorkspaceAnswer>> {
  const db = c.env.DB;
  const { workspace, user } = c.get('caller');
  const end = body.lastIndexOf('\n', body.length - 2) + 1;
  const page = read(Page, body.slice(end), 'the last line');
  const hash = pageHash(page.previous);
  await hash.add(body.slice(0, end));
  if ((await hash.end()) !== page.hash) fail('import.damaged', 'the page is not as it was exported');
  const lines = body.slice(0, end).split('\n').filter(Boolean);
  if (page.previous === '') read(Head, lines.shift() ?? '', 'line 1');
  const answer = { lines: lines.length, done: page.next === null };
  const stands = await importedTo(db, workspace);
  if (stands === page.hash) return answer;
  if (page.previous === '' && !(await isEmpty(db, workspace)) && stands !== '') fail('workspace.not-empty', 'this workspace has customers');
  if (page.previous !== '' && stands !== page.previous) fail('import.out-of-order', 'this page does not follow the last one taken in');

  const found: Lines = { events: [], rows: {} };
  for (const [i, line] of lines.entries()) sortIn(found, line, c.get('now'), `line ${i + 1 + Number(page.previous === '')}`);
  // Marked as begun first, so that an interruption leaves a workspace that the same page may be sent to again.
  if (page.previous === '' && stands !== '') await beginImported(db, workspace, user, c.get('now'));
  await writeLines(db, workspace, found, 'before events');
  for (const events of inTurn(found.events)) {
    const { taken } = await takeIn(c, workspace, events);
    if (taken.length > 0) fail('import.damaged', 'an event of the export is there already, with another content');
  }
  await writeLines(db, workspace, found, 'after events');
  await keepImported(db, workspace, page.hash, c.get('now'));
  return answer;
}

const AT_ONCE = 5000;
function* inTurn(events: readonly VafaEvent[]): Generator<VafaEvent[]> {
  for (let from = 0; from < events.length; from += AT_ONCE) yield events.slice(from, from + AT_ONCE);
}

function read<S extends v.GenericSchema>(schema: S, line: string, where: string): v.InferOutput<S> {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(line);
  } catch {
    fail('import.damaged', `${where} is not JSON`);
  }
  const result = v.safeParse(schema, parsed);
  return result.success ? result.output : fail('import.damaged', `${where} is not a line of an export`);
}

function sortIn(found: Lines, line: string, now: number, where: string): void {
  const { kind } = read(v.object({ kind: text }), line, where);
  if (!Object.hasOwn(LINES, kind)) return;
  const row = read(LINES[kind as keyof typeof LINES], line, where);
  if (kind !== 'event') {
    const rows = found.rows[kind] ?? [];
    found.rows[kind] = rows;
    rows.push(row);
    return;
  }
  const event = row as v.InferOutput<typeof LINES.event>;
  if (event.type === OPENING) {
    if (event.id !== openingId(event.customer) || !isOpening(event.data, event.customer)) fail('import.damaged', `${where} is no opening`);
    found.events.push(event as unknown as VafaEvent);
    return;
  }
  const result = readWireEvent(event, { source: event.source, now });
  if (result.ok) found.events.push(result.event);
  else fail('import.damaged', `${where}: ${result.detail}`);
}

/** Whether it holds facts of that customer, in outline: what is in them came out of a fold. */
function isOpening(data: object | null, customer: string): boolean {
  const { until, facts } = (data ?? {}) as { until?: unknown; facts?: Facts };
  if (typeof until !== 'number' || typeof facts !== 'object' || facts === null || facts.customer !== customer) return false;
  const like = (a: unknown, b: unknown) => typeof a === typeof b && Array.isArray(a) === Array.isArray(b);
  return Object.entries(emptyFacts(customer)).every(([key, usual]) => usual === null || like(usual, facts[key as keyof Facts]));
}
