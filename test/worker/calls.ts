/** How each endpoint and each page is called in earnest: by the suites that go over all of them. An endpoint without a row fails them. */
import type { Role } from '../../shared/api/contract';
import type { EndpointName } from '../../shared/api/endpoints';
import { ulid } from './office';

/** What a call may name: ids of things that are there, or are not, or are somebody else's. */
export interface Named {
  customer: string;
  contact: string;
  address: string;
  user: string;
  device: string;
  source: string;
  draft: string;
  clubDraft: string;
  backtest: string;
  decision: string;
}
export interface Sent {
  /** In the place of `:id` or `:kind`. */
  id?: string;
  query?: string;
  body?: unknown;
}
export interface Row {
  sent(named: Named): Sent;
  /** Whether the answer may depend on what is named: then a stranger's thing must be answered like one that is not there. */
  names?: true;
  /** What a call that only reads may still leave behind: nothing but counters, where it is not said. */
  writes?: true;
  /** Makes what it names where it is not there: the same id in two workspaces is two things. */
  makes?: true;
}
const nothing = (): Sent => ({});
const byId = (of: keyof Named): Row => ({ sent: (named) => ({ id: named[of] }), names: true });

export const ROWS: Record<EndpointName, Row> = {
  status: { sent: nothing },
  pair: { sent: () => ({ body: { challenge: 'c'.repeat(43), name: 'Browser' } }), writes: true },
  pairToken: { sent: (named) => ({ body: { pairing: named.device, verifier: 'v'.repeat(43) } }) },
  refresh: {
    sent: (named) => ({
      body: {
        device: named.device,
        refresh: `vafa_nobody_${'r'.repeat(43)}`,
        rotation_id: 'r'.repeat(20),
        time: Date.now(),
        proof: 'p'.repeat(86),
      },
    }),
    names: true,
  },
  me: { sent: nothing },
  signOut: { sent: nothing, writes: true },
  changes: { sent: () => ({ query: 'seq=0' }) },
  pinned: { sent: ({ customer }) => ({ body: { pinned: [[customer, 0]] } }), names: true },
  membership: { sent: nothing },
  customers: { sent: nothing },
  // Taking out the list leaves its row in the audit.
  customersCsv: { sent: nothing, writes: true },
  customerSums: { sent: nothing },
  customer: byId('customer'),
  removeCustomer: { ...byId('customer'), writes: true },
  removeDemo: { sent: nothing, writes: true },
  keeping: byId('customer'),
  merge: { sent: ({ customer }) => ({ body: { id: ulid(), from: customer, into: 'nobody' } }), names: true, writes: true },
  handOver: { sent: ({ customer }) => ({ body: { id: ulid(), customers: [customer], to: 'nobody' } }), names: true, writes: true },
  moveContact: {
    sent: ({ customer, contact }) => ({ body: { id: ulid(), from: customer, contact, to: 'nobody' } }),
    names: true,
    writes: true,
  },
  undoDecision: { sent: ({ decision }) => ({ id: decision }), names: true, writes: true },
  lookup: { sent: ({ address }) => ({ body: { address } }), names: true },
  history: byId('customer'),
  timeline: byId('customer'),
  segments: { sent: nothing },
  saveSegments: { sent: () => ({ body: { version: 0, segments: [] } }), writes: true },
  outreach: { sent: nothing },
  saveOutreach: {
    sent: () => ({
      body: {
        ...{
          id: 'delay-1',
          revision: 0,
          kind: 'incident',
          title: 'Delay',
          what: '',
          audience: { by: 'picked' },
          advice: [],
          closed: false,
        },
        messages: { en: { subject: 'Late', text: 'Dear {name}' } },
      },
    }),
    writes: true,
  },
  outreachPage: { sent: () => ({ id: 'delay-0' }) },
  measures: { sent: nothing },
  saveMeasures: { sent: () => ({ body: { version: 0, improvements: [], costs: [] } }), writes: true },
  signalsReport: { sent: nothing },
  bookReport: { sent: nothing },
  jobsReport: { sent: nothing },
  areasReport: { sent: nothing },
  acts: {
    sent: ({ customer }) => ({ body: { acts: [{ id: ulid(), customer, type: 'note', at: Date.now(), data: { kind: 'call' } }] } }),
    writes: true,
  },
  events: {
    sent: ({ customer }) => ({ body: { events: [{ customer, type: 'customer.profile', at: Date.now(), data: { name: 'Renamed' } }] } }),
    writes: true,
    makes: true,
  },
  imports: { sent: ({ customer }) => ({ id: 'customers', body: `id,name\n${customer},Renamed\n` }), writes: true, makes: true },
  sources: { sent: nothing },
  addSource: { sent: () => ({ body: { kind: 'rt', url: 'http://127.0.0.1:1', token: 't' } }), writes: true },
  runSource: { ...byId('source'), writes: true },
  users: { sent: nothing },
  addUser: { sent: () => ({ body: { name: 'New', role: 'viewer' } }), writes: true },
  changeUser: { sent: ({ user }) => ({ id: user, body: { name: 'Renamed' } }), names: true, writes: true },
  removeUser: { ...byId('user'), writes: true },
  keys: { sent: () => ({ body: { name: 'Shop' } }), writes: true },
  audit: { sent: nothing },
  auditCheck: { sent: nothing },
  revokeDevice: { ...byId('device'), writes: true },
  model: { sent: nothing },
  modelVersions: { sent: nothing },
  drafts: { sent: nothing },
  tryDraft: { sent: () => ({ body: { base: 1, document: {} } }), writes: true },
  draft: { ...byId('draft'), writes: true },
  publishDraft: { sent: ({ draft }) => ({ id: draft, body: { note: 'mine' } }), names: true, writes: true },
  programme: { sent: nothing },
  programmeVersions: { sent: nothing },
  clubDrafts: { sent: nothing },
  tryClubDraft: { sent: () => ({ body: { base: 1, document: {} } }), writes: true },
  clubDraft: { ...byId('clubDraft'), writes: true },
  publishClubDraft: { sent: ({ clubDraft }) => ({ id: clubDraft, body: { note: 'mine' } }), names: true, writes: true },
  backtests: { sent: nothing },
  startBacktest: { sent: () => ({ body: {} }), writes: true },
  backtest: { ...byId('backtest'), writes: true },
  check: { sent: nothing },
  retention: { sent: nothing },
  keepFor: { sent: () => ({ body: { months: 12 } }), writes: true },
  // Taking everything out is an act: it may leave its row in the audit.
  export: { sent: nothing, writes: true },
  importWorkspace: { sent: () => ({ body: '{"kind":"vafa-export","format":0}\n' }), writes: true },
  erase: { sent: ({ customer, contact }) => ({ body: { customer, contact } }), names: true, writes: true },
  setupLink: { sent: () => ({ body: { workspace_name: 'Stolen' } }), writes: true },
  ledger: byId('customer'),
  club: {
    sent: ({ customer }) => ({ id: customer, body: { do: 'redeem', id: ulid(), reward: 'mug' } }),
    names: true,
    writes: true,
  },
  draws: { sent: nothing },
  startDraw: { sent: () => ({ body: { id: ulid(), prize: 'A bicycle', winners: 1, per: 0 } }), writes: true },
  draw: { ...byId('draft'), writes: true },
  checkDraw: byId('draft'),
};

export interface PageRow {
  /** Who may open it or send its form; `anyone` is not signed in. */
  roles: readonly Role[] | 'anyone';
  form?: (named: Named) => Record<string, string>;
  id?: keyof Named;
}
const everybody = ['admin', 'manager', 'agent', 'viewer'] as const;
const admin = ['admin'] as const;
/** Only sends back to the page that has the form. */
const back: PageRow = { roles: 'anyone' };

/** By method and path as the router has them. */
export const PAGES: Record<string, PageRow> = {
  'GET /pages.css': { roles: 'anyone' },
  'GET /icon.svg': { roles: 'anyone' },
  'GET /': { roles: everybody },
  'GET /setup': { roles: everybody },
  'GET /link/:token': { roles: 'anyone' },
  'POST /link/:token': { roles: 'anyone', form: () => ({}) },
  'POST /sign-out': { roles: 'anyone', form: () => ({}) },
  'GET /pair': { roles: everybody },
  'POST /pair': { roles: everybody, form: () => ({ code: 'BBBB-BBBB', decision: 'approve' }) },
  'GET /import': { roles: ['admin', 'manager'] },
  'POST /import': { roles: ['admin', 'manager'], form: () => ({ kind: 'customers', name: 'a.csv', copy: btoa('id,name\nx,X\n') }) },
  'GET /sources': { roles: admin },
  'POST /sources': { roles: admin, form: () => ({ url: 'http://127.0.0.1:1', token: 't' }) },
  'GET /sources/:id/run': back,
  'POST /sources/:id/run': { roles: admin, id: 'source', form: () => ({}) },
  'GET /join/:token': { roles: 'anyone' },
  'POST /join/:token': { roles: 'anyone', form: () => ({ name: 'Tess', email: 'tess@one.example' }) },
  'GET /club': { roles: ['admin', 'manager'] },
  'GET /club/link': back,
  'POST /club/link': { roles: ['admin', 'manager'], form: () => ({}) },
  'GET /club/requests/:id': back,
  'POST /club/requests/:id': { roles: ['admin', 'manager'], id: 'draft', form: () => ({ decision: 'accept' }) },
  'GET /audit': { roles: admin },
  'GET /people': { roles: admin },
  'POST /people': { roles: admin, form: () => ({ name: 'New', role: 'viewer' }) },
  'GET /keys': back,
  'POST /keys': { roles: admin, form: () => ({ name: 'Shop' }) },
  'GET /people/:id/link': back,
  'POST /people/:id/link': { roles: admin, id: 'user', form: () => ({}) },
  'GET /people/:id/role': back,
  'POST /people/:id/role': { roles: admin, id: 'user', form: () => ({ role: 'viewer' }) },
  'GET /people/:id/remove': back,
  'POST /people/:id/remove': { roles: admin, id: 'user', form: () => ({ successor: '' }) },
  'GET /devices/:id/revoke': back,
  'POST /devices/:id/revoke': { roles: admin, id: 'device', form: () => ({}) },
};
