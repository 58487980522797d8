/** Everything that is measured and asserted of one data set. */
import { SETS } from './all-sets';
import { type Evaluation, evaluate } from './evaluate';
import { type Checked, observe } from './observe';
import { checkReplays } from './replay-check';
import { seeded } from './seeded';

export interface SetResult extends Evaluation {
  set: string;
  kind: 'rolling' | 'single' | 'table';
  checked: Checked;
}

/** Throws where the set is unknown or missing, or where anything asserted of a customer does not hold. */
export function measureSet(name: string, folder: string): SetResult {
  const entry = SETS[name];
  if (!entry) throw new Error(`no data set ${name}; there are ${Object.keys(SETS).join(', ')}`);
  const set = entry.load(folder);
  const checked: Checked = { scores: 0, changes: 0, replays: 0 };
  const random = seeded(20);
  for (const { customers } of set.workspaces) checked.replays += checkReplays(customers, random);
  const cutoffs = set.workspaces.flatMap((workspace) => observe(workspace, set, checked));
  const { figures, shares, extents } = evaluate(name, set.horizon, cutoffs);
  // A table of accounts has no dates of its own: silence and the shares that rest on it would measure the mapping.
  if (entry.kind !== 'table') return { set: name, kind: entry.kind, checked, figures, shares, extents };
  const whole = <T extends { base: string }>(list: T[]) => list.filter(({ base }) => base === 'all');
  return { set: name, kind: entry.kind, checked, figures: whole(figures), shares: [], extents: whole(extents) };
}
