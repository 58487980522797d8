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
    interests: ['Sailing', 'Schools'],
    business: 'Kilns for bakeries',
    goals: 'Fewer stops at night',
    channel: 'phone',
    hours: '9 to 12',
    do_not_contact: false,
    links: ['https://net.example/quillbrook'],
    technical: 'reza',
    backup: 'sara',
    cost: PRICE,
    check_months: 3,
  },
  'customer.owner': { owner: 'mina', cover: ['reza', 'sara'], cover_until: DAY },
  'customer.lost': {
    reason: 'Too dear',
    code: 'price',
    also: ['competitor', 'no-value'],
    voluntary: true,
    avoidable: false,
    competitor: 'Northglass',
    by: 'mina',
  },
  'customer.kept': { by: 'mina' },
  'customer.merged': { from: 'quill', name: 'Quill', tag: 'k3', contacts: ['c1'], contracts: ['C-1'], by: 'mina' },
  'contact.set': {
    contact: 'k1',
    name: 'Odile',
    email: 'odile@quillbrook.example',
    role: 'Buyer',
    phone: '+98 21 555',
    left: false,
    nickname: 'Ody',
    moved_to: 'northglass',
    came_from: 'brill',
  },
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
    reasons: ['value', 'service'],
    mentions: ['reza'],
    about: 'advice',
    pinned: true,
    list: 'delay-1',
    thread: 'h7',
  },
  mail: { direction: 'out', contact: 'k1', by: 'mina', auto: true },
  'contract.set': { contract: 'C-1', start: DAY, end: DAY, notice_days: 60, auto_renew: true, value: PRICE, package: 'Pro' },
  'contract.ended': { contract: 'C-1', renewed: false },
  'price.change': { contract: 'C-1', effective: DAY, percent: 8, ...PRICE },
  'notice.sent': { contract: 'C-1', kind: 'price' },
  'term.set': { contract: 'C-1', term: 't1', what: 'Two days of training', due: DAY, met: false, removed: false },
  'renewal.verdict': { contract: 'C-1', of: 'manager', verdict: 'renews', automated: 'unsure', reason: 'They said so', by: 'mina' },
  'onboarding.step': {
    step: 's1',
    title: 'Training',
    due: DAY,
    done: false,
    required: true,
    place: 2,
    opens: DAY,
    resource: 'https://guide.example/training',
    sent: true,
  },
  'value.first': { what: 'The first report', by: 'mina' },
  'expectations.agreed': { contact: 'k1', by: 'mina' },
  promise: { promise: 'p1', what: 'Half the downtime', due: DAY, by: 'us', kind: 'result', effort: 'Two people for a day' },
  'promise.kept': { promise: 'p1', outcome: 'partly' },
  'product.owned': { product: 'Kiln', version: '2', ended: false },
  'product.released': { product: 'Kiln', version: '3', about: 'Faster' },
  benefit: { benefit: 'b1', what: 'Free training', kind: 'perk', due: DAY, delivered: false },
  'task.set': {
    task: 't1',
    title: 'Ask about the offer',
    due: DAY,
    owner: 'mina',
    by: 'mina',
    signal: 'silent',
    kind: 'outreach',
    play: 'p1',
    step: 'call',
    list: 'release-3',
  },
  'task.done': { task: 't1', outcome: 'Reached', result: 'partly', by: 'mina' },
  'play.started': { play: 'p1', kind: 'discount', signal: 'silent', owner: 'mina', due: DAY, by: 'mina' },
  'play.ended': { play: 'p1', result: 'worked', text: 'They stay', by: 'mina' },
  review: { review: 'r1', outcomes: ['Two more seats', 'A call in May'], differentiator: 'You answer', next: DAY, by: 'mina' },
  'issue.set': {
    issue: 'i1',
    title: 'Export stops',
    kind: 'potential',
    likelihood: 'high',
    workaround: 'By month',
    eta: DAY,
    due: DAY,
    owner: 'mina',
    closed: false,
    by: 'mina',
  },
  'issue.told': { issue: 'i1', text: 'Mended in May', by: 'mina' },
  'outreach.picked': { list: 'delay-1', removed: false, by: 'mina' },
  'signal.acknowledged': { signal: 'silent', by: 'mina' },
  'signal.snoozed': { signal: 'silent', until: DAY, reason: 'agreed', by: 'mina' },
  'signal.raised': { signal: 'social-silence', text: 'Stopped liking', by: 'mina' },
  pulse: { score: 2, reason: 'Tense call', codes: ['value', 'service'], by: 'mina' },
  'points.adjusted': { points: -50, reason: 'mistake', by: 'mina' },
  'points.redeemed': {
    points: 200,
    reward: 'mug',
    lots: ['20345=150', '20346=50'],
    what: 'A mug',
    gives: 'coupon',
    due: DAY,
    code: 'K7',
    ...PRICE,
    expires: DAY,
    by: 'mina',
  },
  'points.carried': { to: 20300, points: 40, owed: 0, expires: DAY },
  'points.expired': { points: 30, lots: ['20345=30'] },
  'credit.granted': { grant: 'g1', of: ['20400:12500=375'], ...PRICE, expires: DAY, kind: 'gift', reason: 'Birthday', by: 'mina' },
  'credit.spent': { ...PRICE, lots: ['gift:EUR=5'], reason: 'Order 7', by: 'mina' },
  'credit.expired': { ...PRICE, lots: ['gift:EUR=5'] },
  'club.reversed': { decision: 'e7', lots: ['20345=30'], fresh: 4, currency: PRICE.currency, expires: DAY, by: 'mina' },
  'coupon.set': { coupon: 'c1', state: 'issued', code: 'K7', percent: 10, ...PRICE, expires: DAY, reason: 'Thanks', by: 'mina' },
  'badge.awarded': { badge: 'ten', name: 'Ten orders' },
  'price-group.set': { group: 'gold', reason: 'Promised in May', until: DAY, by: 'mina' },
  'draw.won': { draw: 'd1', prize: 'A bicycle', place: 1 },
  referral: { friend: 'f1', state: 'blocked', reason: 'same-address', points: 0, back: 20, place: 'ab12', by: 'mina' },
};

/** A cell as a spreadsheet has it: dates as text, money in whole units, lists with commas. */
function cellOf(type: EventType, attribute: string, value: unknown): string {
  if (instantsOf(type).includes(attribute)) return new Date(value as number).toISOString().slice(0, 10);
  if (attribute === 'amount') return ((value as number) / 100).toFixed(2);
  if (attribute === 'value' || attribute === 'cost') return ((value as { amount: number }).amount / 100).toFixed(2);
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
