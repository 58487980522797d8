import { expect, test } from 'vitest';
import { type Attributes, EVENT_TYPES, EVENTS, type EventType } from '../../../shared/event';
import { instantsOf } from '../../../shared/event-wire';
import { openCsv, readRows } from '../../../worker/connectors/csv';

const NOW = Date.UTC(2026, 10, 21);
const DAY = Date.UTC(2026, 9, 5);
const PRICE = { amount: 12_500, currency: 'EUR' };

/** Every attribute of every type: a new one does not compile until it stands here, and so is read from a file below. */
const DATA: { [T in EventType]: Required<Attributes<T>> } = {
  'customer.profile': {
    name: 'Quillbrook',
    segment: 'gold',
    since: DAY,
    value: PRICE,
    language: 'fa',
    url: 'https://quillbrook.example',
    joined_club: DAY,
  },
  'customer.owner': { owner: 'mina', cover: ['reza', 'sara'] },
  'customer.lost': { reason: 'price', voluntary: true },
  'contact.set': { contact: 'k1', name: 'Odile', email: 'odile@quillbrook.example', role: 'Buyer', phone: '+98 21 555', left: false },
  'domain.set': { domain: 'quillbrook.example', removed: false },
  purchase: { ...PRICE, order: 'O-7', product: 'Kiln', refund: false },
  usage: { feature: 'reports', count: 3 },
  visit: { page: '/prices' },
  social: { network: 'Instagram', kind: 'like', contact: 'k1' },
  'ticket.opened': {
    ticket: '4471',
    subject: 'Kiln controller',
    topic: 'Heating',
    priority: 'urgent',
    contact: 'k1',
    url: 'https://desk.example/4471',
  },
  'ticket.replied': { ticket: '4471', by: 'us', auto: true, contact: 'k1' },
  'ticket.closed': { ticket: '4471' },
  'ticket.reopened': { ticket: '4471' },
  wait: { channel: 'phone', seconds: 420, contact: 'k1' },
  'sla.result': { met: false, what: 'First reply within 4 hours', ticket: '4471' },
  'invoice.issued': { invoice: 'F-7', ...PRICE, due: DAY, url: 'https://shop.example/F-7' },
  'invoice.paid': { invoice: 'F-7' },
  'invoice.voided': { invoice: 'F-7' },
  'payment.failed': { invoice: 'F-7', decline: 'hard', reason: 'stolen card' },
  'payment.succeeded': { invoice: 'F-7' },
  'survey.answered': { survey: 'Q3', question: 'q1', kind: 'csat', score: 4, scale: 5, contact: 'k1', area: 'support' },
  remark: { kind: 'feature-gap', text: 'No export', name: 'Export', contact: 'k1', ticket: '4471', blocker: true },
  'remark.acknowledged': { remark: 'r1', by: 'mina' },
  'remark.answered': { remark: 'r1', by: 'mina' },
  subscription: { list: 'Newsletter', active: false },
  note: {
    kind: 'call',
    text: 'They asked for a date',
    contact: 'k1',
    by: 'mina',
    direction: 'out',
    care: true,
    sentiment: 'bad',
    tone: 'personal',
    follow_up: DAY,
  },
  mail: { direction: 'out', contact: 'k1', by: 'mina', auto: true },
  'contract.set': { contract: 'C-1', start: DAY, end: DAY, notice_days: 60, auto_renew: true, value: PRICE, package: 'Pro' },
  'contract.ended': { contract: 'C-1', renewed: false },
  'price.change': { contract: 'C-1', effective: DAY, percent: 8, ...PRICE },
  'notice.sent': { contract: 'C-1', kind: 'price' },
  'onboarding.step': { step: 's1', title: 'Training', due: DAY, done: false, required: true },
  promise: { promise: 'p1', what: 'Half the downtime', due: DAY, by: 'us', kind: 'result' },
  'promise.kept': { promise: 'p1', outcome: 'partly' },
  'product.owned': { product: 'Kiln', version: '2', ended: false },
  'product.released': { product: 'Kiln', version: '3', about: 'Faster' },
  benefit: { benefit: 'b1', what: 'Free training', kind: 'perk', due: DAY, delivered: false },
  'task.set': { task: 't1', title: 'Ask about the offer', due: DAY, owner: 'mina', by: 'mina', signal: 'silent' },
  'task.done': { task: 't1', outcome: 'Reached', by: 'mina' },
  'signal.acknowledged': { signal: 'silent', by: 'mina' },
  'signal.snoozed': { signal: 'silent', until: DAY, reason: 'agreed', by: 'mina' },
  'signal.raised': { signal: 'social-silence', text: 'Stopped liking', by: 'mina' },
  pulse: { score: 2, reason: 'Tense call', codes: ['value', 'service'], by: 'mina' },
  'points.adjusted': { points: -50, reason: 'mistake', by: 'mina' },
  'points.redeemed': { points: 200, reward: 'mug' },
  'credit.granted': { grant: 'g1', ...PRICE, expires: DAY },
  referral: { friend: 'f1', state: 'complete' },
};

/** A cell as a spreadsheet has it: dates as text, money in whole units, lists with commas. */
function cellOf(type: EventType, attribute: string, value: unknown): string {
  if (instantsOf(type).includes(attribute)) return new Date(value as number).toISOString().slice(0, 10);
  if (attribute === 'amount') return ((value as number) / 100).toFixed(2);
  if (attribute === 'value') return ((value as { amount: number }).amount / 100).toFixed(2);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

test.each(EVENT_TYPES)('a CSV row of type %s brings every attribute of it', (type) => {
  const data: Record<string, unknown> = DATA[type];
  expect(Object.keys(data).sort()).toEqual(Object.keys(EVENTS[type].attributes.entries).sort());
  const columns = new Map(Object.entries(data).map(([attribute, value]) => [attribute, cellOf(type, attribute, value)]));
  if ('value' in data) columns.set('currency', PRICE.currency);
  const rows = [
    ['customer', 'type', 'at', ...columns.keys()],
    ['acme', type, '2026-10-01', ...columns.values()],
  ];
  const file = openCsv('events', new TextEncoder().encode(rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')));
  if ('missing' in file) throw new Error(`header: ${JSON.stringify(file.missing)}`);
  const read = readRows(file, { now: NOW, customer: () => 'acme', customerOfContact: () => null, user: () => null });
  expect(read.bad).toEqual([]);
  expect(read.rows.map(({ drafts }) => drafts)).toEqual([
    [expect.objectContaining({ type, customer: 'acme', at: Date.UTC(2026, 9, 1), data })],
  ]);
});
