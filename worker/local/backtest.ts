/** `npm run -s backtest -- EVENTS.csv`: replays a log of events to past days and says how well the score and each signal did. */
import { existsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { backtest } from '../../shared/churn/backtest';
import type { Asked, Plan } from '../../shared/churn/plan';
import { dayOf } from '../../shared/event';
import { defaultModel } from '../../shared/health/default-model';
import type { Model } from '../../shared/health/model';
import { readDate } from '../../shared/i18n/dates-parse';
import { defaultLocale } from '../../shared/i18n/default-locale';
import { say } from '../pages/text';
import type { Refused } from './backtest/event-file';
import { type FileShard, fileShard, type ShardReading } from './backtest/file-shard';
import { readLabels } from './backtest/labels';
import { type Progress, showProgress } from './backtest/progress';
import { startThreads } from './backtest/threads';
import { wordProblem, wordReport } from './backtest/words';
import { ToolError } from './settings';

const USAGE = `usage: npm run -s backtest -- EVENTS.csv [--cutoffs 2026-01-01,… | N] [--horizon DAYS] [--labels CHURN.csv] [--json]

EVENTS.csv has the columns customer, type, at and perhaps event_id, data, amount, currency, as the import takes them.
--cutoffs   past days to look at, or how many of them (12), four weeks apart
--horizon   how many days ahead "left" means, and the model looks (30 or 90, by the log's own rhythm)
--labels    who left when (customer, left_at), instead of reading it off silence and customer.lost
--json      one JSON document instead of a table`;

/** A bigger file is worth the start of threads. */
const PER_THREAD = 8_000_000;
const MOST_THREADS = 4;
const SHOWN = 5;

interface Options {
  file: string;
  labels: Map<string, number> | null;
  asked: Asked;
  json: boolean;
}

/** @returns the exit code: 0 when a result was printed, 2 when there is none; then one line on stderr says why. */
export async function main(argv: string[]): Promise<number> {
  const progress = showProgress(process.stderr);
  let shards: FileShard[] = [];
  try {
    const options = readOptions(argv);
    if (options === null) {
      console.error(USAGE);
      return 0;
    }
    const size = statSync(options.file).size;
    const threads = Math.max(1, Math.min(os.availableParallelism(), MOST_THREADS, Math.ceil(size / PER_THREAD)));
    const now = Date.now();
    const tasks = Array.from({ length: threads }, (_, nth) => ({
      file: options.file,
      now,
      nth,
      parts: threads,
      labels: options.labels ?? new Map<string, number>(),
    }));
    progress.step(`Reading ${path.basename(options.file)}`);
    const onBytes = (bytes: number) => progress.at(bytes / size);
    shards = threads === 1 ? tasks.map((task) => fileShard(task, onBytes)) : await startThreads(tasks, onBytes);
    checkReading(await Promise.all(shards.map((shard) => shard.read())), options, progress);
    const result = await backtest(shards.map(announced(progress)), deskModel, options.asked);
    progress.end();
    if ('problem' in result) throw new ToolError(wordProblem(result.problem));
    console.log(options.json ? JSON.stringify(result.report) : wordReport(result.report));
    return 0;
  } catch (error) {
    progress.end();
    if (!(error instanceof ToolError)) throw error;
    console.error(error.message);
    return 2;
  } finally {
    await Promise.all(shards.map((shard) => shard.close()));
  }
}

/** The default model, looking as far ahead as the question does: its half-life is the horizon that it was proved with. */
function deskModel({ rule: { horizon } }: Plan): Model {
  return { ...defaultModel(0), horizon: { purchases: horizon, usage: horizon } };
}

/** Null where only the usage is asked for. Throws ToolError with the line to show. */
function readOptions(argv: string[]): Options | null {
  const { values, positionals } = parsed(argv);
  const [file, ...more] = positionals;
  if (values.help) return null;
  if (!file || more.length > 0) throw new ToolError(`Name one file of events.\n\n${USAGE}`);
  const labels = values.labels === undefined ? null : readLabels(found(values.labels));
  const horizon = values.horizon === undefined ? null : Number(values.horizon);
  if (horizon !== null && !(Number.isInteger(horizon) && horizon >= 1 && horizon <= 1000))
    throw new ToolError(`--horizon must be a whole number of days from 1 to 1000; it is "${values.horizon}".`);
  return {
    file: found(file),
    labels,
    asked: { cutoffs: readCutoffs(values.cutoffs), horizon, labelsUntil: labels && Math.max(...labels.values()) },
    json: values.json ?? false,
  };
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        cutoffs: { type: 'string' },
        horizon: { type: 'string' },
        labels: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new ToolError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function readCutoffs(text: string | undefined): Asked['cutoffs'] {
  if (text === undefined) return null;
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) return Number(text);
  return text.split(',').map((part) => {
    const date = readDate(part);
    if (!date) throw new ToolError(`--cutoffs must be days such as 2026-01-01, parted by commas, or how many; it has "${part}".`);
    return dayOf(date.at);
  });
}

/** The full path of a file named from where the person stands: npm runs this in the project's folder. */
function found(file: string): string {
  const at = [process.env.INIT_CWD, process.env.VAFA_CWD, '.']
    .map((folder) => path.resolve(folder ?? '.', file))
    .find((one) => existsSync(one));
  if (!at) throw new ToolError(`There is no file ${file}.`);
  if (!statSync(at).isFile()) throw new ToolError(`${file} is not a file.`);
  return at;
}

/** Says on stderr which rows were refused. Throws ToolError when none is left. */
function checkReading(readings: readonly ShardReading[], { labels }: Options, progress: Progress): void {
  const sum = (of: (reading: ShardReading) => number) => readings.reduce((all, reading) => all + of(reading), 0);
  const [rows, refused, repeated] = [sum((one) => one.rows), sum((one) => one.refused), sum((one) => one.repeated)];
  progress.end();
  for (const line of readings[0]?.assumed ?? []) console.error(line);
  const examples = readings.flatMap((reading) => reading.examples).sort((a, b) => a.line - b.line);
  if (rows === 0) throw new ToolError('The file has a header and no rows.');
  if (rows === refused) throw new ToolError(`None of the ${rows} rows is usable. ${examples[0] ? wordRefused(examples[0]) : ''}`);
  if (refused > 0) {
    console.error(`${refused} of ${rows} rows were refused:`);
    for (const example of examples.slice(0, SHOWN)) console.error(`  ${wordRefused(example)}`);
    if (refused > SHOWN) console.error(`  and ${refused - SHOWN} more`);
  }
  if (repeated > 0) console.error(`${repeated} rows had an event_id that stood there before and count once.`);
  const labelled = sum((one) => one.labelled);
  if (labels && labelled === 0) throw new ToolError('None of the customers in the labels has an event in the file.');
  if (labels && labelled < labels.size) console.error(`${labels.size - labelled} of ${labels.size} customers in the labels have no event.`);
}

function wordRefused({ line, column, reason }: Refused): string {
  const why = say(defaultLocale('en', 'UTC'), `reason.${reason.key}`, reason.args);
  // The marks around foreign text are for pages.
  return `line ${line}, ${column}: ${why.replace(/[\u2068\u2069]/g, '')}`;
}

/** The same shard, saying what is being done; the first of them speaks for all. */
function announced(progress: Progress) {
  return (shard: FileShard, nth: number): FileShard => {
    const step = (text: string) => nth === 0 && progress.step(text);
    return {
      ...shard,
      pictures(...args) {
        step('Taking the picture of the book at each past day');
        return shard.pictures(...args);
      },
      observe(...args) {
        step('Scoring every customer at each past day');
        return shard.observe(...args);
      },
    };
  };
}
