/** From what was observed to the report. */
import type { Model } from '../health/model';
import { SIGNALS } from '../signals/registry';
import { gradeBase, isoDay, rounded, scoreReport } from './grade-base';
import type { LogSummary } from './log-summary';
import type { Plan } from './plan';
import { type Graded, gradeRanking, meanOverCutoffs, shareInterval } from './ranking';
import type { BacktestReport, PulseReport, SignalReport } from './report';
import { type Sheet, sheetRows } from './sheet';
import { countFrom, medianDays, type Tallies } from './tallies';

/** With fewer customers, or fewer that left, the figures may be chance; the intervals say how much. */
const FEW_CUSTOMERS = 50;
const FEW_LEAVERS = 20;

/** One sheet per cutoff, the tallies of all customers, and the model of the last cutoff. */
export function gradeBacktest(
  log: LogSummary,
  plan: Plan,
  model: Model,
  sheets: readonly Sheet[],
  tallies: Tallies,
  replayed: number,
): BacktestReport {
  const base = { '2H': gradeBase(sheets, plan, '2H'), all: gradeBase(sheets, plan, 'all') };
  const active = base['2H'];
  const notes: BacktestReport['notes'] = [];
  // The day as text is `from`; a note carries numbers only.
  if (log.completeFrom !== null) notes.push({ code: 'purged', args: {} });
  if (replayed < log.customers) notes.push({ code: 'sampled', args: { replayed, customers: log.customers } });
  if (active.customers < FEW_CUSTOMERS) notes.push({ code: 'few-customers', args: { customers: active.customers, least: FEW_CUSTOMERS } });
  if (active.left < FEW_LEAVERS) notes.push({ code: 'few-leavers', args: { left: active.left, least: FEW_LEAVERS } });
  if (active.scored_cutoffs === 0) notes.push({ code: 'not-scored', args: {} });
  if (!active.calibration) notes.push({ code: 'not-calibrated', args: {} });
  return {
    format: 1,
    from: isoDay(Math.max(log.first ?? 0, log.completeFrom ?? -Infinity)),
    to: isoDay(log.last ?? 0),
    events: log.events,
    customers: log.customers,
    replayed,
    horizon: plan.rule.horizon,
    label: { by: plan.rule.by, activity: [...plan.rule.activity] },
    model: { version: model.version, formula: model.formula, fed: model.fed },
    base,
    lead: {
      leavings: tallies.leavings,
      at_risk: tallies.caught,
      at_risk_before: countFrom(tallies.lead, 0),
      days: medianDays(tallies.lead),
    },
    signals: signalReports(tallies, active.looks, active.left),
    pulse: pulseReport(sheets),
    notes,
  };
}

/** The signals that ever fired, those most often right for their base rate first. */
function signalReports(tallies: Tallies, looks: number, left: number): SignalReport[] {
  const reports = SIGNALS.flatMap((signal): SignalReport[] => {
    const tally = tallies.signals[signal.id];
    if (!tally) return [];
    const good = signal.severity === 'good';
    const right = good ? tally.looks - tally.left : tally.left;
    const share = right / tally.looks;
    // Looks at one customer go together: the interval is as wide as the number of different customers deserves.
    const interval = shareInterval(share * tally.customers, tally.customers);
    return [
      {
        id: signal.id,
        fault: signal.fault,
        expects: good ? 'stay' : 'leave',
        fired: tally.looks,
        customers: tally.customers,
        right,
        share: rounded(share),
        interval: [rounded(interval.low), rounded(interval.high)],
        base: rounded((good ? looks - left : left) / looks),
        early: good ? null : medianDays(tally.early),
      },
    ];
  });
  return reports.sort((a, b) => b.share - b.base - (a.share - a.base) || (a.id < b.id ? -1 : 1));
}

/** Over the looks at active customers with a pulse in force; null where there are none. */
function pulseReport(sheets: readonly Sheet[]): PulseReport | null {
  const graded: Record<'pulse' | 'health', { graded: Graded; customers: number[] }[]> = { pulse: [], health: [] };
  let [looks, leavers] = [0, 0];
  for (const sheet of sheets) {
    const chosen = sheetRows(sheet, (i) => sheet.active[i] === 1 && sheet.pulse[i] !== 0);
    const pick = (values: ArrayLike<number>) => chosen.map((i) => values[i] as number);
    const left = pick(sheet.left);
    looks += left.length;
    leavers += left.reduce((sum, one) => sum + one, 0);
    for (const [name, risk] of [
      ['pulse', pick(sheet.pulse).map((score) => -score)],
      ['health', pick(sheet.risk)],
    ] as const) {
      const one = gradeRanking(risk, left);
      if (one) graded[name].push({ graded: one, customers: pick(sheet.customer) });
    }
  }
  if (looks === 0) return null;
  return {
    looks,
    left: leavers,
    pulse: scoreReport(meanOverCutoffs(graded.pulse)),
    health: scoreReport(meanOverCutoffs(graded.health)),
  };
}
