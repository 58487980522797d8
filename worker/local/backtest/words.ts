/** A backtest's report as a table for people, and its problems as one line each. */
import type { PlanProblem } from '../../../shared/churn/plan';
import type { BacktestReport, ScoreName, ScoreReport } from '../../../shared/churn/report';
import { DAY } from '../../../shared/event';

const NAMES: Record<ScoreName, string> = {
  health: 'Vafa health',
  recency: 'days since last',
  rfm: 'RFM quintiles',
  decayed: 'decayed count',
};
const LABELS: Record<BacktestReport['label']['by'], (kinds: string, days: number) => string> = {
  labels: (_, days) => `the labels say that they left within ${days} days`,
  activity: (kinds, days) => `no ${kinds} in the next ${days} days, or said to be lost`,
  lost: (_, days) => `said to be lost (customer.lost) within ${days} days`,
};
const isoDay = (day = 0) => new Date(day * DAY).toISOString().slice(0, 10);
const percent = (share: number) => `${Math.round(share * 100)} %`;
const number = (value: number | null, digits = 3) => (value === null ? '–' : value.toFixed(digits));

export function wordProblem({ code, args }: PlanProblem): string {
  switch (code) {
    case 'no-events':
      return 'The file has no usable event.';
    case 'nobody-can-leave':
      return 'Nothing in the file can tell who left: it has no purchases, usage, visits, contacts or customer.lost. Name who left with --labels churn.csv.';
    case 'log-too-short':
      return `The events span ${args.span} days; looking ${args.horizon} days ahead needs at least ${args.needed}. Try a shorter --horizon.`;
    case 'cutoff-too-late':
      return `The cutoff ${isoDay(args.cutoff)} leaves no full ${args.horizon} days after it; the latest possible is ${isoDay(args.latest)}.`;
    case 'cutoff-too-early':
      return `The cutoff ${isoDay(args.cutoff)} lies before the first event, on ${isoDay(args.earliest)}.`;
  }
}

export function wordReport(report: BacktestReport): string {
  const active = report.base['2H'];
  const cutoffs = active.cutoffs;
  const lines = [
    `${report.customers} customers, ${report.events} events from ${report.from} to ${report.to}`,
    `Looked at on ${days(cutoffs)}, with only what was known by then.`,
    `"Left" means: ${LABELS[report.label.by](report.label.activity.join(' or '), report.horizon)}.`,
    ...report.notes.map(wordNote),
    '',
    ...(['2H', 'all'] as const).flatMap((base) => baseTable(report, base)),
    `Bands of those still active: healthy ${percent(active.bands.healthy)}, watch ${percent(active.bands.watch)}, at risk ${percent(active.bands.at_risk)}, not enough data ${percent(active.bands.unknown)}.`,
    ...(active.calibration
      ? [
          `Chance of leaving: off by ${percent(active.calibration.ece)} on average (ECE ${number(active.calibration.ece)}, Brier ${number(active.calibration.brier)}), on ${active.calibration.cutoffs} days with closed windows before them.`,
        ]
      : []),
    leadLine(report),
    '',
    ...signalTable(report),
    ...pulseLines(report),
  ];
  return lines.join('\n');
}

function days(cutoffs: readonly { at: string }[]): string {
  if (cutoffs.length === 1) return `one past day, ${cutoffs[0]?.at}`;
  return `${cutoffs.length} past days from ${cutoffs[0]?.at} to ${cutoffs.at(-1)?.at}, each time`;
}

function wordNote({ code, args }: BacktestReport['notes'][number]): string {
  switch (code) {
    case 'few-customers':
      return `Too few to prove much: only ${args.customers} customers were active; from ${args.least} on the figures begin to mean something. Read the intervals.`;
    case 'few-leavers':
      return `Too few to prove much: only ${args.left} leavings were seen; ${args.least} or more say something. Read the intervals.`;
    case 'not-scored':
      return 'No day had five who left and five who stayed: rankings cannot be compared.';
    case 'not-calibrated':
      return 'The chance of leaving could not be calibrated: too few left or stayed in windows that had closed before the later days.';
    case 'purged':
      return 'Older events are no longer kept: the history is complete from the first day named here.';
    case 'sampled':
      return `An even sample: ${args.replayed} of ${args.customers} customers were replayed.`;
  }
}

function baseTable(report: BacktestReport, base: '2H' | 'all'): string[] {
  const { customers, looks, rate, scored_cutoffs, scores } = report.base[base];
  const who = base === '2H' ? `Still active (silent for less than ${2 * report.horizon} days)` : 'Everybody seen by then';
  const rows = (Object.keys(NAMES) as ScoreName[]).map((name) => [NAMES[name], ...cells(scores[name])]);
  return [
    `${who}: ${customers} customers, ${looks} looks, ${percent(rate)} left; ${scored_cutoffs === 1 ? 'one day' : `means over ${scored_cutoffs} days`}`,
    ...table([['', 'AUC', '95 % interval', 'lift', 'precision', 'recall (riskiest tenth)'], ...rows]),
    '',
  ];
}

const cells = ({ auc, auc_interval, lift10, precision10, recall10 }: ScoreReport): string[] => [
  number(auc),
  auc_interval ? `${number(auc_interval[0])} – ${number(auc_interval[1])}` : '–',
  number(lift10, 2),
  number(precision10, 2),
  number(recall10, 2),
];

function leadLine({ lead }: BacktestReport): string {
  if (lead.days === null) return `Of ${lead.leavings} leavings none stood at risk when looked at.`;
  const when = lead.days >= 0 ? `${lead.days} days before` : `${-lead.days} days after`;
  return `Of ${lead.leavings} leavings ${lead.at_risk} stood at risk when looked at, ${lead.at_risk_before} of them while still active; half of them turned by ${when} the last activity.`;
}

function signalTable({ signals, base }: BacktestReport): string[] {
  if (signals.length === 0) return ['No signal was open on any of these days.'];
  const rows = signals.map((signal) => [
    signal.id,
    signal.expects === 'stay' ? 'stays' : 'leaves',
    String(signal.fired),
    String(signal.customers),
    percent(signal.share),
    `${percent(signal.interval[0])} – ${percent(signal.interval[1])}`,
    percent(signal.base),
    signal.early === null ? '–' : String(signal.early),
  ]);
  const head = ['signal', 'says', 'open', 'customers', 'right', '95 % interval', 'of all', 'days early'];
  return [
    `Signals: how often each was open on those days (of ${base['2H'].looks} looks), how often it was right, and how early`,
    ...table([head, ...rows]),
  ];
}

function pulseLines({ pulse }: BacktestReport): string[] {
  if (!pulse) return [];
  return [
    '',
    `People's own judgement (${pulse.looks} looks with a pulse in force, ${pulse.left} left)`,
    ...table([
      ['', 'AUC', '95 % interval'],
      ['pulse', ...cells(pulse.pulse).slice(0, 2)],
      ['Vafa health', ...cells(pulse.health).slice(0, 2)],
    ]),
  ];
}

function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  );
}
