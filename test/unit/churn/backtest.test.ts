/** The backtest on generated logs whose truth is known. */
import { describe, expect, it } from 'vitest';
import { backtest, localShard, type Past } from '../../../shared/churn/backtest';
import type { Asked } from '../../../shared/churn/plan';
import type { BacktestReport } from '../../../shared/churn/report';
import { DAY, type LiveEvent } from '../../../shared/event';
import { defaultModel } from '../../../shared/health/default-model';
import { day } from '../../../shared/signals/example';
import { events } from '../events';

const START = day('2025-01-01');
const LAST = 500;
const WARNED = 20;
const usual: Asked = { cutoffs: null, horizon: 30, labelsUntil: null };

/**
 * Customers that buy weekly; every third says farewell on a day between 150 and 450, and somebody flags that twenty days before. The
 * others are praised once a month. Nobody who stays is ever flagged.
 */
function book(customers: number): Past[] {
  return Array.from({ length: customers }, (_, n) => {
    const customer = `c${n}`;
    const write = events(customer);
    const leaves = n % 3 === 0 ? 150 + ((n * 53) % 300) : null;
    const list: LiveEvent[] = [];
    for (let at = n % 7; at <= Math.min(LAST, leaves ?? LAST); at += 7)
      list.push(write.purchase(START + at * DAY, { amount: 1000 + ((n * 97) % 500), currency: 'EUR' }));
    if (leaves !== null) {
      list.push(write['signal.raised'](START + (leaves - WARNED) * DAY, { signal: 'angry' }));
      list.push(write['customer.lost'](START + leaves * DAY, {}));
    }
    return { customer, events: list };
  });
}

async function run(pasts: readonly Past[], asked = usual, labels = new Map<string, number>()): Promise<BacktestReport> {
  const result = await backtest([localShard(() => pasts, labels)], () => defaultModel(0), asked);
  if ('problem' in result) throw new Error(result.problem.code);
  return result.report;
}

describe('backtest', () => {
  it('a signal that always comes before the leaving is always right, as early as it came, beside the base rate', async () => {
    const report = await run(book(150));
    const raised = report.signals.find(({ id }) => id === 'raised');
    expect(raised).toMatchObject({ share: 1, early: WARNED, expects: 'leave', base: report.base['2H'].rate });
    expect(raised?.fired).toBe(raised?.right);
    expect(raised?.interval[1]).toBeCloseTo(1, 5);
    expect(raised?.base).toBeLessThan(0.2);
    expect(report.label).toEqual({ by: 'activity', activity: ['purchases'] });
  });

  it('gives the same document for shuffled customers and events, with duplicates, in one part or several', async () => {
    const pasts = book(90);
    const shuffled = pasts.map(({ customer, events: list }) => ({ customer, events: [...list, ...list.slice(0, 3)].reverse() }));
    expect(await run(shuffled)).toEqual(await run(pasts));
    const half = (parity: number) => localShard(() => pasts.filter((_, n) => n % 2 === parity), new Map(), parity, 2);
    expect(await backtest([half(0), half(1)], () => defaultModel(0), usual)).toEqual({ report: await run(pasts) });
  });

  it('takes who left from the labels alone where there are some', async () => {
    const pasts = book(90);
    const chosen = pasts.filter((_, n) => n % 9 === 1);
    const labelled = new Map(chosen.map(({ customer }, n) => [customer, START / DAY + 200 + n * 20]));
    const report = await run(pasts, { ...usual, labelsUntil: Math.max(...labelled.values()) }, labelled);
    expect(report.label.by).toBe('labels');
    const inWindows = report.base.all.cutoffs.map(({ at }) => day(at) / DAY);
    const left = [...labelled.values()].reduce((sum, on) => sum + inWindows.filter((cutoff) => cutoff < on && on <= cutoff + 30).length, 0);
    expect(report.base.all.left).toBe(left);
  });

  it('says when there are too few, and how wide the interval then is', async () => {
    const few = await run(book(30));
    expect(few.notes.map(({ code }) => code)).toContain('few-customers');
    const many = await run(book(300));
    expect(many.notes.map(({ code }) => code)).not.toContain('few-customers');
    const width = (report: BacktestReport) => {
      const [low, high] = report.base['2H'].scores.health.auc_interval ?? [0, 1];
      return high - low;
    };
    expect(width(many)).toBeLessThan(width(few));
    expect((await run(book(4))).notes.map(({ code }) => code)).toContain('not-scored');
  });

  it('scores each cutoff alike whether or not later ones are tested, so that nothing of a window is used before it has closed', async () => {
    const pasts = book(120);
    const whole = await run(pasts, { ...usual, cutoffs: [200, 230, 260, 290].map((after) => START / DAY + after) });
    const cut = whole.base['2H'].cutoffs[2];
    const until = day(cut?.at ?? '') + 31 * DAY - 1;
    const earlier = pasts.map(({ customer, events: list }) => ({ customer, events: list.filter(({ at }) => at <= until) }));
    const then = await run(earlier, { ...usual, cutoffs: whole.base['2H'].cutoffs.slice(0, 3).map(({ at }) => day(at) / DAY) });
    expect(then.base['2H'].cutoffs).toEqual(whole.base['2H'].cutoffs.slice(0, 3));
  });

  it('grades the owner’s pulse beside the model, on the same looks', async () => {
    const pasts = book(150).map(({ customer, events: list }, n) => {
      const write = events(`p${n}`);
      const leaves = list.find(({ type }) => type === 'customer.lost')?.at ?? START + LAST * DAY;
      const felt = write.pulse(leaves - 15 * DAY, { score: n % 3 === 0 ? 2 : 4, reason: 'felt so' });
      return { customer, events: [...list, { ...felt, customer }] };
    });
    const { pulse } = await run(pasts, { ...usual, cutoffs: 14 });
    expect(pulse?.looks).toBeGreaterThan(0);
    expect(pulse?.left).toBeLessThanOrEqual(pulse?.looks ?? 0);
  });
});

describe('what cannot be tested', () => {
  const problem = async (pasts: readonly Past[], asked: Asked) => {
    const result = await backtest([localShard(() => pasts, new Map())], () => defaultModel(0), asked);
    return 'problem' in result ? result.problem.code : null;
  };
  it('is named: no events, nothing that tells who left, too short a log, a cutoff without a full window', async () => {
    expect(await problem([], usual)).toBe('no-events');
    const write = events('quiet');
    const tickets = [{ customer: 'quiet', events: [write.wait(START, { channel: 'phone', seconds: 60 })] }];
    expect(await problem(tickets, usual)).toBe('nobody-can-leave');
    expect(await problem(book(3), { ...usual, horizon: 490 })).toBe('log-too-short');
    expect(await problem(book(3), { ...usual, cutoffs: [START / DAY + LAST - 5] })).toBe('cutoff-too-late');
    expect(await problem(book(3), { ...usual, cutoffs: [START / DAY - 5] })).toBe('cutoff-too-early');
  });
});
