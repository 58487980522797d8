import { describe, expect, it } from 'vitest';
import type { BacktestReport } from '../../../shared/churn/report';
import { openPage, plain, STATE, until } from './open-page';

describe('the proof', () => {
  const score = (auc: number) => ({
    auc,
    auc_interval: [auc - 0.1, auc + 0.1] as [number, number],
    lift10: 3.5,
    precision10: 0.35,
    recall10: 0.4,
  });
  const scores = { health: score(0.8), recency: score(0.7), rfm: score(0.72), decayed: score(0.74) };
  const bands = { healthy: 0.6, watch: 0.3, at_risk: 0.1, unknown: 0 };
  const base = {
    customers: 30,
    looks: 300,
    left: 30,
    rate: 0.1,
    scored_cutoffs: 5,
    scores,
    calibration: { ece: 0.05, brier: 0.1, cutoffs: 3 },
    bands,
    cutoffs: [],
  };
  const report: BacktestReport = {
    format: 1,
    from: '2025-06-01',
    to: '2026-10-01',
    events: 900,
    customers: 30,
    replayed: 30,
    horizon: 90,
    label: { by: 'activity', activity: ['purchases'] },
    model: { version: 3, formula: 1, fed: [] },
    base: { '2H': base, all: base },
    lead: { leavings: 30, at_risk: 20, at_risk_before: 18, days: 31 },
    signals: [
      {
        id: 'invoice-overdue',
        fault: 'them',
        expects: 'leave',
        fired: 20,
        customers: 12,
        right: 8,
        share: 0.4,
        interval: [0.2, 0.62],
        base: 0.1,
        early: 31,
      },
      {
        id: 'ticket-unanswered',
        fault: 'us',
        expects: 'leave',
        fired: 9,
        customers: 5,
        right: 1,
        share: 0.11,
        interval: [0.02, 0.4],
        base: 0.1,
        early: null,
      },
    ],
    pulse: { looks: 40, left: 5, pulse: score(0.65), health: score(0.78) },
    notes: [{ code: 'few-customers', args: { customers: 30, least: 50 } }],
  };

  it('shows beside each rule how often it was right, with its interval, how early, and the rate of all', async () => {
    const { root, section } = await openPage('#/proof', { 'backtest.read': () => ({ report, running: null, problem: null }) });
    await until(() => expect(root.querySelector('.figures')).toBeTruthy());
    const [first, second] = [...section('How often each signal was right').querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => plain(cell.textContent)),
    );
    expect(first).toEqual(['Invoice overdue', 'Theirs', '20', '40 of 100 times (20 to 62)', '10 of 100', '31 days before']);
    expect(second?.[3]).toContain('no better than chance');
    expect(section('Our judgement beside the model').querySelectorAll('tbody tr')).toHaveLength(2);
    expect(plain(root.querySelector('.figures')?.textContent)).toContain('off by 5% on average');
    expect(root.textContent).toContain('Fewer than 50 customers');
  });

  it('starts a test, follows its progress, and says why one came to nothing', async () => {
    let started = false;
    const { root, asked, click } = await openPage('#/proof', {
      'backtest.read': () =>
        started
          ? { report: null, running: { share: 0.4 }, problem: null }
          : { report: null, running: null, problem: { code: 'log-too-short', args: { span: 20, needed: 120, horizon: 90 } } },
      'backtest.start': () => {
        started = true;
        return null;
      },
    });
    await until(() => expect(root.textContent).toContain('The history spans 20 days; 120 days are needed.'));
    click('button', 'Test on the past');
    await until(() => expect(root.querySelector('progress')?.value).toBe(0.4));
    expect(asked('backtest.start')).toHaveLength(1);
    expect(root.querySelector<HTMLButtonElement>('button.pri')?.disabled).toBe(true);
  });

  it('leaves starting to admins and managers', async () => {
    const { root } = await openPage('#/proof', { 'report.state': () => ({ ...STATE, role: 'viewer' }) });
    await until(() => expect(root.textContent).toContain('No test has been made yet.'));
    expect(root.querySelector('button')).toBeNull();
  });
});
