/** The measured table, as Markdown: ours beside the baselines. */
import { SHOWN } from './all-sets';
import { type Bar, barsOf } from './bars';
import type { Base, Figure } from './evaluate';
import type { SetResult } from './measure-set';
import { SCORES, type ScoreName } from './observe';
import { FOLDS, HAND_POINTS, OUT_OF_TIME } from './references';

const INTRODUCTION = `# Backtest on public data

Written by \`npm run backtest:all\`; do not edit. Each log is turned into Vafa's own events, replayed with the real fold to each cutoff, placed
in a snapshot of its book at that cutoff and scored with the real health under the default model, with the log's own horizon and nothing
fitted to it. A customer has left who is not active once in the horizon after the cutoff. \`all\` is everybody known by then, \`2H\` who has been silent
for less than two horizons. Figures are means over the cutoffs with at least five who left and five who stayed; ties are shared. Health ranks by
its unrounded number; recency, RFM quintiles and the decayed count (half-life half the horizon) are worked out in the same run.`;

/** The report of the results, whatever their order. */
export function reportOf(results: readonly SetResult[]): string {
  const ordered = SHOWN.flatMap((name) => results.filter(({ set }) => set === name));
  return `${[
    INTRODUCTION,
    '## Bars',
    barTable(barsOf(ordered)),
    '## AUC',
    aucTable(ordered),
    'Logistic regression and gradient boosting saw other customers of the same windows (five folds); health is fitted to nothing.',
    '## Out of time',
    outOfTime(ordered),
    'AUC on the last three cutoffs; the two models were trained on windows that had closed by then, health on none.',
    '## The riskiest tenth, and the chance of leaving',
    topTable(ordered),
    'ECE: error of the chance of leaving, by two numbers fitted on the windows of the log that had closed by the cutoff; none where none had.',
    '## Bands',
    shareTable(ordered),
    'Of the customers silent for less than two horizons, mean over the cutoffs.',
    '## Tables of accounts',
    accountTable(ordered),
    'One mapping to facts each, reported without a condition.',
    '## Asserted',
    checkedTable(ordered),
    'Every shown line adds up to its shown score and every shown change since the cutoff before to its shown change; facts from shuffled and doubled events are the same bytes as from a clean replay.',
  ].join('\n\n')}\n`;
}

/** The bars as lines for a terminal. */
export function barLines(bars: readonly Bar[]): string {
  const wide = Math.max(...bars.map(({ bar }) => bar.length));
  return bars
    .map(({ bar, value, wanted, holds }) => `${holds ? 'holds ' : 'MISSED'}  ${bar.padEnd(wide)}  ${value.toFixed(4)}  ${wanted}`)
    .join('\n');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const shown = (value: number | null | undefined, digits = 3): string =>
  value === null || value === undefined ? '–' : value.toFixed(digits);
const logs = (results: readonly SetResult[]) => results.filter(({ kind }) => kind !== 'table');
const figure = (result: SetResult, base: Base, score: ScoreName): Figure | undefined =>
  result.figures.find((each) => each.base === base && each.score === score);

function barTable(bars: readonly Bar[]): string {
  return table(
    ['bar', 'value', 'wanted', ''],
    bars.map(({ bar, value, wanted, holds }) => [bar, value.toFixed(4), wanted, holds ? 'holds' : '**missed**']),
  );
}

function aucTable(results: readonly SetResult[]): string {
  const rows = (['all', '2H'] as const).flatMap((base) =>
    logs(results).map((result) => {
      const known = FOLDS[result.set]?.[base];
      const ours = SCORES.map((score) => shown(figure(result, base, score)?.auc, score === 'health' ? 4 : 3));
      return [`${result.set}, ${base}`, ...ours, shown(known?.logistic), shown(known?.gbm)];
    }),
  );
  return table(['log, base', ...SCORES, 'logistic', 'GBM'], rows);
}

function outOfTime(results: readonly SetResult[]): string {
  const rows = (['all', '2H'] as const).flatMap((base) =>
    results.flatMap(({ set, extents }) => {
      const known = OUT_OF_TIME[set]?.[base];
      const latest = extents.find((extent) => extent.base === base)?.latest;
      return known ? [[`${set}, ${base}`, shown(latest, 4), shown(known.logistic, 4), shown(known.gbm, 4)]] : [];
    }),
  );
  return table(['log, base', 'health', 'logistic', 'GBM'], rows);
}

function topTable(results: readonly SetResult[]): string {
  const rows = (['all', '2H'] as const).flatMap((base) =>
    logs(results).flatMap((result) =>
      SCORES.map((score) => {
        const { lift10, precision10, recall10, ece } = figure(result, base, score) ?? {};
        return [`${result.set}, ${base}`, score, shown(lift10, 2), shown(precision10), shown(recall10), shown(ece)];
      }),
    ),
  );
  return table(['log, base', 'score', 'lift', 'precision', 'recall', 'ECE'], rows);
}

function shareTable(results: readonly SetResult[]): string {
  const share = ({ shares }: SetResult, score: string) => shown(shares.find((each) => each.score === score)?.share);
  return table(
    ['log', 'at risk', 'not healthy'],
    logs(results).map((result) => [result.set, share(result, 'health:at_risk'), share(result, 'health:not_healthy')]),
  );
}

function accountTable(results: readonly SetResult[]): string {
  return table(
    ['table', 'AUC', 'hand points', 'lift', 'precision', 'recall'],
    results
      .filter(({ kind }) => kind === 'table')
      .map((result) => {
        const { auc, lift10, precision10, recall10 } = figure(result, 'all', 'health') ?? {};
        return [result.set, shown(auc), shown(HAND_POINTS[result.set]), shown(lift10, 2), shown(precision10), shown(recall10)];
      }),
  );
}

function checkedTable(results: readonly SetResult[]): string {
  return table(
    ['set', 'customers × cutoffs', 'of them left', 'cutoffs scored', 'scores checked', 'changes checked', 'replays checked'],
    results.map(({ set, extents, checked }) => {
      const extent = extents.find(({ base }) => base === 'all');
      const scored = extent ? `${extent.scored} of ${extent.cutoffs}` : '–';
      return [set, `${extent?.rows ?? 0}`, shown(extent?.left), scored, `${checked.scores}`, `${checked.changes}`, `${checked.replays}`];
    }),
  );
}
