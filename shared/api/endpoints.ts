/** Who may call what: the one table of endpoints. Routes are made, tested and limited by it, and the client calls by its names. */
import type { Role } from './contract';
import { REFRESH_PATH } from './tokens';

/** Who may call what. `anyone` needs no token; `session` is the Worker's own pages. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  roles: readonly Role[] | 'anyone';
}
const staff = ['admin', 'manager', 'agent', 'viewer'] as const;
const writers = ['admin', 'manager', 'agent'] as const;
export const ENDPOINTS = {
  status: { method: 'GET', path: '/v1/status', roles: 'anyone' },
  pair: { method: 'POST', path: '/v1/pair', roles: 'anyone' },
  pairToken: { method: 'POST', path: '/v1/pair/token', roles: 'anyone' },
  refresh: { method: 'POST', path: REFRESH_PATH, roles: 'anyone' },
  me: { method: 'GET', path: '/v1/me', roles: [...staff, 'ingest'] },
  signOut: { method: 'DELETE', path: '/v1/me', roles: staff },
  changes: { method: 'GET', path: '/v1/changes', roles: staff },
  pinned: { method: 'POST', path: '/v1/changes/pinned', roles: staff },
  membership: { method: 'GET', path: '/v1/membership', roles: staff },
  customers: { method: 'GET', path: '/v1/customers', roles: staff },
  /** The whole list as CSV; with `?cursor=` (empty for the first) a page of it as JSON. */
  customersCsv: { method: 'GET', path: '/v1/customers.csv', roles: writers },
  customerSums: { method: 'GET', path: '/v1/customer-sums', roles: staff },
  customer: { method: 'GET', path: '/v1/customers/:id', roles: staff },
  removeCustomer: { method: 'DELETE', path: '/v1/customers/:id', roles: ['admin', 'manager'] },
  removeDemo: { method: 'DELETE', path: '/v1/demo', roles: ['admin'] },
  lookup: { method: 'POST', path: '/v1/lookup', roles: staff },
  /** Whose the customer is, who stands in, and what keeping it costs beside what it brings. */
  keeping: { method: 'GET', path: '/v1/customers/:id/keeping', roles: staff },
  /** Two customers that turn out to be one. */
  merge: { method: 'POST', path: '/v1/merges', roles: ['admin', 'manager'] },
  /** Another owner, or cover for a while, for some customers or all of a user's. */
  handOver: { method: 'POST', path: '/v1/handovers', roles: writers },
  moveContact: { method: 'POST', path: '/v1/contact-moves', roles: writers },
  /** Takes any of these three back. */
  undoDecision: { method: 'DELETE', path: '/v1/decisions/:id', roles: writers },
  history: { method: 'GET', path: '/v1/customers/:id/history', roles: staff },
  /** What happened with the customer, the newest first; `?kinds=`, `?cursor=`, `?limit=`. */
  timeline: { method: 'GET', path: '/v1/customers/:id/timeline', roles: staff },
  segments: { method: 'GET', path: '/v1/segments', roles: staff },
  saveSegments: { method: 'POST', path: '/v1/segments', roles: ['admin', 'manager'] },
  outreach: { method: 'GET', path: '/v1/outreach', roles: staff },
  saveOutreach: { method: 'POST', path: '/v1/outreach', roles: writers },
  /** `?state=` open (still to be told) or told; `?cursor=`, `?limit=`. */
  outreachPage: { method: 'GET', path: '/v1/outreach/:id/customers', roles: staff },
  measures: { method: 'GET', path: '/v1/measures', roles: staff },
  saveMeasures: { method: 'POST', path: '/v1/measures', roles: ['admin', 'manager'] },
  /** `?first_day=` 0 (Sunday) … 6: the day that begins a week. */
  signalsReport: { method: 'GET', path: '/v1/reports/signals', roles: staff },
  bookReport: { method: 'GET', path: '/v1/reports/book', roles: staff },
  /** The automatic rules of the schedule: when each ran last, and how often. */
  jobsReport: { method: 'GET', path: '/v1/reports/jobs', roles: ['admin', 'manager'] },
  areasReport: { method: 'GET', path: '/v1/reports/areas', roles: staff },
  acts: { method: 'POST', path: '/v1/acts', roles: writers },
  /** `?source=` (admins only) says where the events come from; `api` otherwise. */
  events: { method: 'POST', path: '/v1/events', roles: ['admin', 'manager', 'ingest'] },
  imports: { method: 'POST', path: '/v1/imports/:kind', roles: ['admin', 'manager'] },
  sources: { method: 'GET', path: '/v1/sources', roles: ['admin'] },
  addSource: { method: 'POST', path: '/v1/sources', roles: ['admin'] },
  runSource: { method: 'POST', path: '/v1/sources/:id/run', roles: ['admin'] },
  users: { method: 'GET', path: '/v1/users', roles: ['admin'] },
  addUser: { method: 'POST', path: '/v1/users', roles: ['admin'] },
  changeUser: { method: 'POST', path: '/v1/users/:id', roles: ['admin'] },
  /** `?successor=` names the user who gets their customers. */
  removeUser: { method: 'DELETE', path: '/v1/users/:id', roles: ['admin'] },
  keys: { method: 'POST', path: '/v1/keys', roles: ['admin'] },
  audit: { method: 'GET', path: '/v1/audit', roles: ['admin'] },
  auditCheck: { method: 'GET', path: '/v1/audit/check', roles: ['admin'] },
  revokeDevice: { method: 'DELETE', path: '/v1/devices/:id', roles: ['admin'] },
  /** `?version=`: an earlier one, for a device that explains an old look. */
  model: { method: 'GET', path: '/v1/model', roles: staff },
  modelVersions: { method: 'GET', path: '/v1/model/versions', roles: staff },
  drafts: { method: 'GET', path: '/v1/model/drafts', roles: ['admin', 'manager'] },
  tryDraft: { method: 'POST', path: '/v1/model/drafts', roles: ['admin', 'manager'] },
  draft: { method: 'GET', path: '/v1/model/drafts/:id', roles: ['admin', 'manager'] },
  publishDraft: { method: 'POST', path: '/v1/model/drafts/:id/publish', roles: ['admin'] },
  /** The club's rules, as the model's. */
  programme: { method: 'GET', path: '/v1/programme', roles: staff },
  programmeVersions: { method: 'GET', path: '/v1/programme/versions', roles: staff },
  clubDrafts: { method: 'GET', path: '/v1/programme/drafts', roles: ['admin', 'manager'] },
  tryClubDraft: { method: 'POST', path: '/v1/programme/drafts', roles: ['admin', 'manager'] },
  clubDraft: { method: 'GET', path: '/v1/programme/drafts/:id', roles: ['admin', 'manager'] },
  publishClubDraft: { method: 'POST', path: '/v1/programme/drafts/:id/publish', roles: ['admin'] },
  backtests: { method: 'GET', path: '/v1/backtests', roles: staff },
  startBacktest: { method: 'POST', path: '/v1/backtests', roles: ['admin', 'manager'] },
  backtest: { method: 'GET', path: '/v1/backtests/:id', roles: staff },
  /** Folds a page of customers anew and compares, byte by byte; `?after=` goes on. */
  check: { method: 'GET', path: '/v1/check', roles: ['admin'] },
  retention: { method: 'GET', path: '/v1/retention', roles: ['admin'] },
  keepFor: { method: 'POST', path: '/v1/retention', roles: ['admin'] },
  /** A page of the whole workspace as NDJSON; its last line says where the next one begins (`?after=`). */
  export: { method: 'GET', path: '/v1/export', roles: ['admin'] },
  /** One such page into an empty workspace, in order. */
  importWorkspace: { method: 'POST', path: '/v1/import-workspace', roles: ['admin'] },
  erase: { method: 'POST', path: '/v1/erasures', roles: ['admin'] },
  setupLink: { method: 'POST', path: '/v1/setup-links', roles: 'anyone' },
  ledger: { method: 'GET', path: '/v1/customers/:id/ledger', roles: staff },
  /** What gives, takes back or lets through is for admins and managers only. */
  club: { method: 'POST', path: '/v1/customers/:id/club', roles: writers },
  draws: { method: 'GET', path: '/v1/draws', roles: staff },
  startDraw: { method: 'POST', path: '/v1/draws', roles: ['admin', 'manager'] },
  draw: { method: 'POST', path: '/v1/draws/:id/draw', roles: ['admin', 'manager'] },
  checkDraw: { method: 'GET', path: '/v1/draws/:id/check', roles: staff },
} as const satisfies Record<string, Endpoint>;
export type EndpointName = keyof typeof ENDPOINTS;
