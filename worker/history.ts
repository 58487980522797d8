/** Reads the past of one customer out of the log. */
import type * as v from 'valibot';
import type { HistoryAnswer } from '../shared/api/history-answer';
import { EVENTS, type LiveEvent } from '../shared/event';
import { emptyFacts, fold } from '../shared/facts/fold';
import { openingOf } from '../shared/facts/opening';
import { historyOf } from '../shared/health/history';
import { eventsAfter, modelsSince, type Place } from './store/history';

const DAY = 86_400_000;
const PAGE = 2000;
const BEFORE_ALL: Place = { at: -9e15, id: '' };
const AFTER_ALL = 9e15;
/** Events named in the answer; the rest is only counted. */
const NAMED = 150;
/** Up to a month a point a day, then one a week. */
const DAILY = 31;

/** The last `days` of a customer, as of `now`. A long log is read and folded page by page. */
export async function readHistory(
  db: D1Database,
  workspace: string,
  customer: string,
  days: number,
  now: number,
): Promise<v.InferOutput<typeof HistoryAnswer>> {
  const since = now - days * DAY;
  let then = emptyFacts(customer);
  let place = BEFORE_ALL;
  for await (const page of pages(db, workspace, customer, place, since)) {
    then = fold(page, then);
    place = page.at(-1) ?? place;
  }
  const later: LiveEvent[] = [];
  for await (const page of pages(db, workspace, customer, place, AFTER_ALL)) later.push(...page);
  const published = await modelsSince(db, workspace, since);
  const history = historyOf(
    then,
    later,
    instantsOf(days, now),
    published.map(({ model }) => model),
  );
  const told = later.filter((event) => openingOf(event) === null);
  const named = told.slice(-NAMED).reverse();
  return {
    as_of: now,
    days,
    ...history,
    events: named.map((event) => ({
      id: event.id,
      type: event.type,
      at: event.at,
      feeds: [...EVENTS[event.type].feeds],
      ...wordsOf(event.data),
    })),
    more: told.length - named.length,
    models: published.filter(({ at }) => at > since).map(({ model, at, author }) => ({ version: model.version, at, author })),
  };
}

async function* pages(db: D1Database, workspace: string, customer: string, after: Place, until: number): AsyncGenerator<LiveEvent[]> {
  let place = after;
  for (;;) {
    const page = await eventsAfter(db, workspace, customer, place, until, PAGE);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    place = page.at(-1) ?? place;
  }
}

/** Instants a day or a week apart that end now; the first is `days` ago. */
function instantsOf(days: number, now: number): number[] {
  const step = days <= DAILY ? 1 : 7;
  const back = [days];
  for (let ago = Math.floor((days - 1) / step) * step; ago > 0; ago -= step) back.push(ago);
  return [...back.map((ago) => now - ago * DAY), now];
}

/** What an event says of itself, in the words of its source: a subject, a title, a text; and who wrote it. */
function wordsOf(data: Record<string, unknown>): { about: string; by: string } {
  const said = [
    'subject',
    'title',
    'what',
    'text',
    'name',
    'reason',
    'product',
    'invoice',
    'contract',
    'ticket',
    'area',
    'survey',
    'feature',
  ];
  const about = said.map((name) => data[name]).find((value) => typeof value === 'string' && value !== '');
  const score = typeof data.score === 'number' ? ` ${data.score}${typeof data.scale === 'number' ? `/${data.scale}` : ''}` : '';
  return {
    about: `${typeof about === 'string' ? about.slice(0, 300) : ''}${score}`.trim(),
    by: typeof data.by === 'string' ? data.by : '',
  };
}
