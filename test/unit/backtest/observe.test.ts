import { describe, expect, it } from 'vitest';
import { customersOf, type DataSet, event, type LoggedCustomer, noonOf, silentAfter, type Workspace } from '../../bench/backtest/data-set';
import { evaluate } from '../../bench/backtest/evaluate';
import { type Checked, type Cutoff, observe } from '../../bench/backtest/observe';
import { checkReplays } from '../../bench/backtest/replay-check';
import { seeded } from '../../bench/backtest/seeded';
import { generatedLog } from './generated-log';

const none = (): Checked => ({ scores: 0, changes: 0, replays: 0 });
const see = (set: DataSet, checked = none()): Cutoff[] => set.workspaces.flatMap((workspace) => observe(workspace, set, checked));
const health = (set: DataSet, base: 'all' | '2H' = 'all') =>
  evaluate(set.set, set.horizon, see(set)).figures.find((figure) => figure.score === 'health' && figure.base === base);

describe('a backtest of a log', () => {
  it('row 53: ranks everybody who stopped above everybody who goes on, where silence tells it all', () => {
    const daily = (customer: string, until: number) =>
      Array.from({ length: until + 1 }, (_, day) => ({ customer, day, amount: 100 + day }));
    const entries = Array.from({ length: 40 }, (_, nth) => daily(`${nth}`, nth < 10 ? 60 : 200)).flat();
    const workspace: Workspace = {
      name: 'w',
      customers: customersOf(entries, 'purchases', 'EUR'),
      cutoffs: [100],
      counts: () => true,
      left: silentAfter(30),
    };
    const set: DataSet = { set: 's', activity: 'purchases', fed: ['purchases'], horizon: 30, workspaces: [workspace] };
    expect(health(set)).toMatchObject({ auc: 1, precision10: 1, recall10: 0.4, lift10: 4, ece: null });
  });

  it('row 53: ranks as well as RFM and the decayed count, and paints a bearable part of the book, without any fitting', () => {
    const set = generatedLog({ seed: 5, customers: 600, cutoffs: [150, 200, 250, 300] });
    const checked = none();
    const { figures, shares } = evaluate('generated', set.horizon, see(set, checked));
    const auc = (score: string, base: string) => figures.find((figure) => figure.score === score && figure.base === base)?.auc ?? 0;
    for (const base of ['all', '2H']) {
      expect(auc('health', base)).toBeGreaterThan(Math.max(auc('rfm', base), auc('decayed', base)) - 0.005);
      expect(auc('health', base)).toBeGreaterThan(0.7);
    }
    const share = (score: string) => shares.find((each) => each.score === score)?.share;
    expect(share('health:at_risk')).toBeGreaterThan(0.05);
    expect(share('health:at_risk')).toBeLessThan(0.15);
    expect(share('health:not_healthy')).toBeLessThan(0.4);
    expect(checked.scores).toBeGreaterThan(2000);
    expect(checked.changes).toBeGreaterThan(1500);
    const error = figures.find((figure) => figure.score === 'health' && figure.base === 'all')?.ece;
    expect(error).toBeLessThan(0.1);
  });

  it('knows nothing of what comes after a cutoff', () => {
    const cutoffs = [150, 200];
    const set = generatedLog({ seed: 6, customers: 120, cutoffs });
    const whole = see(set);
    const cut: DataSet = {
      ...set,
      workspaces: set.workspaces.map((workspace) => ({
        ...workspace,
        customers: workspace.customers.map((customer) => ({ ...customer, events: customer.events.filter(({ at }) => at < noonOf(201)) })),
      })),
    };
    expect(see(cut)).toEqual(whole);
  });

  it('calibrates on windows that have closed, and on none where none has', () => {
    const early = generatedLog({ seed: 7, customers: 300, cutoffs: [150, 200] });
    expect(health(early)?.ece).toBeNull();
    const late = generatedLog({ seed: 7, customers: 300, cutoffs: [150, 210] });
    expect(health(late)?.ece).toBeGreaterThan(0);
  });

  it('finds the same facts after a shuffle with duplicates, and says where it does not', () => {
    const [workspace] = generatedLog({ seed: 8, customers: 200, cutoffs: [] }).workspaces;
    const customers = workspace?.customers ?? [];
    expect(checkReplays(customers, seeded(1))).toBe(200);
    // Two events with one id and time are not a set that has one answer.
    const torn: LoggedCustomer = {
      id: 'torn',
      days: [],
      amounts: [],
      events: [100, 200, 300, 400].map((amount) => event('torn', 'same', 'purchase', noonOf(1), { amount, currency: 'EUR' })),
    };
    expect(() => checkReplays(Array(20).fill(torn), seeded(2))).toThrow('torn');
  });
});
