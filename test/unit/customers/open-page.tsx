import { render } from 'preact';
import { onTestFinished, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { defaultSettings } from '../../../extension/background/settings';
import type { ClubAsks } from '../../../extension/club-protocol';
import { CustomersApp } from '../../../extension/customers/app';
import type { KeepingAsks } from '../../../extension/keeping-protocol';
import type { AskMessage, AskVerb } from '../../../extension/protocol';
import type { ReportAsks, ReportState } from '../../../extension/report-protocol';
import type { WorkAsks } from '../../../extension/work-protocol';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { historyOf } from '../../../shared/health/history';
import { EN, model, NOW, names, programme, quillbrook, recordOf } from '../present/quillbrook';

export const STATE: ReportState = {
  settings: { ...defaultSettings('en-GB'), locale: EN },
  paired: true,
  role: 'manager',
  me: 'u1',
  users: { u1: names.en.user },
  tiers: ['bronze', 'silver', 'gold'],
  rfmFixed: true,
};
const REACH = { as_of: NOW, customers: 2, of: 2 };
const log = quillbrook();
const since = NOW - 30 * DAY;
const record = recordOf(log, [{ id: 'card-declined', openedAt: NOW - 30 * DAY, closedAt: NOW - 3 * DAY }]);

export const HISTORY: ReportAsks['report.history']['out'] = {
  as_of: NOW,
  days: 30,
  ...historyOf(
    fold(log.filter(({ at }) => at <= since)),
    log.filter(({ at }) => at > since),
    [since, NOW - 14 * DAY, NOW - 7 * DAY, NOW],
    [model],
  ),
  events: [
    { id: 'e1', type: 'ticket.opened', at: NOW - 9 * DAY, feeds: ['support'], about: 'Kiln stops at night.', by: '' },
    { id: 'e2', type: 'note', at: NOW - 26 * DAY, feeds: ['relationship'], about: 'kiln delivery', by: 'u1' },
  ],
  more: 3,
  models: [{ version: 7, at: NOW - 5 * DAY, author: 'vafa' }],
};
export const row = (id: string, part = {}) => ({
  id,
  name: `The ${id}`,
  owner: 'u1',
  band: 'watch',
  score: 62,
  as_of: NOW,
  value: { amount: 120_000, currency: 'USD' },
  renewal_at: NOW + 24 * DAY,
  trend: -9,
  tier: 'gold',
  group: '',
  last_contact_at: NOW - 3 * DAY,
  last_seen_at: NOW - DAY,
  ...part,
});

export const KEEPING: KeepingAsks['keeping.read']['out'] = {
  owner: 'u1',
  cover: [],
  until: null,
  backup: null,
  technical: null,
  cost: { amount: 30_000, currency: 'USD' },
  value: { amount: 120_000, currency: 'USD' },
  load: { customers: 2, values: [{ currency: 'USD', amount: 240_000, customers: 2 }] },
};

/** What the background answers unless the test says otherwise. */
type Standard = Omit<ReportAsks, 'measures.save'> & Omit<KeepingAsks, 'keeping.erase'> & Pick<WorkAsks, 'work.rules'>;
const ANSWERS: { [V in keyof Standard]: (asked: AskMessage<V>) => Standard[V]['out'] } = {
  'report.state': () => STATE,
  'report.customers': ({ cursor }) =>
    cursor === ''
      ? { customers: [row('acme'), row('brook', { band: 'unknown', score: null, trend: null })], cursor: '50', saved: null }
      : { customers: [row('cairn')], cursor: null, saved: null },
  'report.sums': () => ({
    customers: 3,
    unowned: 1,
    values: [
      { currency: 'EUR', amount: 120_000, customers: 1 },
      { currency: 'USD', amount: 240_000, customers: 2 },
    ],
  }),
  'report.csv': ({ cursor }) => (cursor === '' ? { csv: 'name\r\nThe acme\r\n', cursor: '50' } : { csv: 'The cairn\r\n', cursor: null }),
  'keeping.read': () => KEEPING,
  'keeping.merge': () => ({ id: 'd1' }),
  'keeping.hand-over': ({ customers }) => ({ id: 'd2', customers: customers?.length ?? 2, more: false }),
  'keeping.move': () => ({ id: 'd3' }),
  'keeping.undo': () => null,
  'report.customer': () => ({ record, model, programme, now: NOW, saved: false }),
  'report.history': () => HISTORY,
  'report.timeline': ({ kind }) => ({
    entries: [
      {
        id: 'n2',
        type: 'note',
        at: NOW - 2 * DAY,
        source: 'extension',
        revision: 1,
        data: { kind: 'call', text: 'Agreed on Friday', by: 'u1', about: 'advice' },
      },
      { id: 'm2', type: 'mail', at: NOW - 3 * DAY, source: 'extension', revision: 0, data: { direction: 'in' } },
      { id: 'm1', type: 'mail', at: NOW - 3 * DAY - 60_000, source: 'extension', revision: 0, data: { direction: 'out' } },
      { id: 'p1', type: 'purchase', at: NOW - 5 * DAY, source: 'api', revision: 0, data: { amount: 120_000, currency: 'USD' } },
    ].filter(({ type }) => kind === 'all' || type === 'note'),
    pinned: [
      {
        id: 'n1',
        type: 'note',
        at: NOW - 300 * DAY,
        source: 'extension',
        revision: 3,
        data: { kind: 'meeting', text: 'For good', by: 'u9', pinned: true },
      },
    ],
    cursor: null,
    since: -9e15,
  }),
  'report.signals': () => ({
    as_of: NOW,
    weeks: Array.from({ length: 13 }, (_, i) => NOW - (13 - i) * 7 * DAY),
    signals: [
      {
        id: 'invoice-overdue',
        fault: 'them',
        good: false,
        opened: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2],
        closed: Array(13).fill(0),
        open: 2,
      },
    ],
  }),
  'report.book': () => ({
    ...REACH,
    spans: [],
    bands: [
      { band: 'watch', currency: 'EUR', customers: 1, amount: 100_000 },
      { band: 'watch', currency: 'USD', customers: 2, amount: 300_000 },
    ],
    competitors: [{ name: 'Rivalis', customers: 2, last_at: NOW - DAY, value: [{ currency: 'EUR', amount: 100_000 }] }],
    gaps: [{ name: 'Remote start', kind: 'feature-gap', customers: 2, blockers: 1, since: NOW - 9 * DAY, value: [] }],
    payments: [
      { since: NOW - 60 * DAY, invoices: 0, days_late: null },
      { since: NOW - 30 * DAY, invoices: 4, days_late: 6.25 },
    ],
    churn: [
      { since: NOW - 180 * DAY, held: 40, acquired: 0, lost: 1, lost_of_held: 1, back: 0, voluntary: 0, involuntary: 0, a: 0.025, b: null },
      {
        since: NOW - 90 * DAY,
        held: 500,
        acquired: 250,
        lost: 10,
        lost_of_held: 10,
        back: 0,
        voluntary: 9,
        involuntary: 1,
        a: 0.02,
        b: 0.04,
      },
    ],
    losses: {
      reasons: [
        { code: 'slow-support', customers: 6 },
        { code: 'competitor', customers: 3 },
        { code: 'faulty-product', customers: 3 },
        { code: '', customers: 2 },
      ],
      voluntary: 9,
      involuntary: 1,
      avoidable: 7,
      unavoidable: 2,
      for_service: 6,
      service_to_rival: 3,
    },
    touches: [
      { group: 'new', customers: 2, touches: 60 },
      { group: 'old', customers: 8, touches: 40 },
      { group: 'largest', customers: 2, touches: 20 },
      { group: 'smaller', customers: 8, touches: 80 },
    ],
    verdicts: [
      { who: 'automated', said: 8, right: 5, unsure: 2, pending: 3 },
      { who: 'manager', said: 10, right: 9, unsure: 0, pending: 4 },
      { who: 'final', said: 0, right: 0, unsure: 0, pending: 1 },
    ],
  }),
  'work.rules': () => ({
    now: NOW,
    lookedAt: NOW - 240_000,
    customers: 31,
    rules: [
      { id: 'review', due: 4, customers: 4 },
      { id: 'invoice', due: 0, customers: 0 },
    ],
  }),
  'report.jobs': () => ({
    as_of: NOW,
    jobs: [
      { id: 'due-changes', last_at: NOW - 180_000, ok_at: NOW - 180_000, runs: 1200, failures: 0, done: 31 },
      { id: 'poll-sources', last_at: NOW - 180_000, ok_at: NOW - DAY, runs: 1200, failures: 4, done: null },
      { id: 'unheard-of', last_at: null, ok_at: null, runs: 0, failures: 0, done: null },
    ],
  }),
  'report.areas': () => ({
    ...REACH,
    areas: [{ area: 'Delivery', answers: 4, mean: 6.25, change: -0.5, customers: 2, at_risk: 1, value: [] }],
    weak: ['Delivery'],
    strong: [],
  }),
  'measures.read': () => ({ version: 0, improvements: [], costs: [] }),
  'segments.read': () => ({ version: 3, as_of: NOW, segments: [{ id: 's1', name: 'Gold club', filter: { tiers: ['gold'] }, count: 5 }] }),
  'segments.save': ({ version, segments }) => ({
    version: version + 1,
    as_of: NOW,
    segments: segments.map((one) => ({ ...one, count: 0 })),
  }),
  'backtest.read': () => ({ report: null, running: null, problem: null }),
  'backtest.start': () => null,
};

type Asked = ReportAsks & WorkAsks & KeepingAsks & ClubAsks;
/** Opens the page at a hash until the test ends; `answers` replace those above, a string refuses with that text. */
export async function openPage(hash: string, answers: { [V in keyof Asked]?: string | ((asked: AskMessage<V>) => Asked[V]['out']) } = {}) {
  const said: AskMessage[] = [];
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((async (message: AskMessage) => {
    said.push(message);
    const answer = (answers as Record<string, unknown>)[message.verb] ?? (ANSWERS as Record<string, unknown>)[message.verb];
    return typeof answer === 'string'
      ? { ok: false, code: 'refused', text: answer }
      : { ok: true, value: (answer as (asked: unknown) => unknown)(message) };
  }) as never);
  location.hash = hash;
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(<CustomersApp />, root);
  const close = () => render(null, root);
  onTestFinished(() => {
    close();
    vi.restoreAllMocks();
  });
  const find = <T extends Element>(selector: string, text: string): T => {
    const found = [...root.querySelectorAll(selector)].find((each) => each.textContent?.trim().startsWith(text));
    if (!found) throw new Error(`no ${selector} "${text}" in: ${root.textContent}`);
    return found as T;
  };
  const section = (title: string): Element => {
    const found = [...root.querySelectorAll('section')].find((each) => each.querySelector('h2')?.textContent === title);
    if (!found) throw new Error(`no section "${title}" in: ${root.textContent}`);
    return found;
  };
  return {
    root,
    find,
    section,
    asked: <V extends AskVerb>(verb: V) => said.filter((message) => message.verb === verb) as AskMessage<V>[],
    click: (selector: string, text: string) => find<HTMLElement>(selector, text).click(),
    type: (field: HTMLInputElement | HTMLSelectElement, text: string, event: 'input' | 'change' = 'input') => {
      field.value = text;
      field.dispatchEvent(new Event(event, { bubbles: true }));
    },
    close,
  };
}
/** Text without the marks that isolate names and numbers. */
export const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u2066-\u2069]/g, '');

/** Waits until a check holds: patiently, since a loaded machine draws late. */
export const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000 });
