/** What is chronic, or may become so, with a way round it, when it is to be mended, and what they were told; of more than 20 the closed go first. */
import type { LiveEvent } from '../../event';
import { keepWithin, putInOrder } from '../bounded';
import { applyWaiting, letWait } from '../early';
import type { FactKind } from '../fact-kind';
import type { Facts } from '../facts';
import type { IssueFact } from '../work-facts';

const MOST_ISSUES = 20;

export const kind: FactKind = {
  id: 'issues',
  reads: ['issue.set', 'issue.told'],
  apply(draft, event) {
    if (event.type !== 'issue.set') {
      tell(draft, event);
      return;
    }
    const { issue, title, kind, likelihood, workaround, eta, due, owner, closed } = event.data;
    const known = draft.issues.find((row) => row.id === issue);
    const row = known ?? newIssue(issue, event.at);
    row.title = title ?? row.title;
    row.kind = kind ?? row.kind;
    row.likelihood = likelihood ?? row.likelihood;
    row.workaround = workaround ?? row.workaround;
    row.eta = eta ?? row.eta;
    row.due = due ?? row.due;
    row.owner = owner ?? row.owner;
    if (closed === true) row.closedAt ??= event.at;
    else if (closed === false) row.closedAt = null;
    if (known) return;
    putInOrder(draft.issues, row, ({ setAt }) => setAt);
    applyWaiting(draft, ['issue.told'], 'issue', issue, (waiting) => tell(draft, waiting));
    keepWithin(draft.issues, MOST_ISSUES, ({ closedAt }) => closedAt !== null);
  },
};

const newIssue = (id: string, setAt: number): IssueFact => ({
  id,
  title: '',
  kind: 'chronic',
  likelihood: '',
  workaround: '',
  eta: null,
  due: null,
  owner: '',
  setAt,
  closedAt: null,
  toldAt: null,
  told: '',
});

function tell(draft: Facts, event: LiveEvent): void {
  if (event.type !== 'issue.told') return;
  const row = draft.issues.find((other) => other.id === event.data.issue);
  if (row) Object.assign(row, { toldAt: event.at, told: event.data.text ?? '' });
  else letWait(draft, event);
}
