/**
 * `npm run backtest:all`: measures the score on every public data set and writes test/bench/backtest.md. Prints the bars, or with --json one
 * JSON array of figures and shares. `--data DIR` says where the sets lie. Each set runs in a process of its own, as many at once as there are
 * cores. The exit code is 1 where a set is missing, a bar is, or lines do not add up; the figures of the sets that are there are printed
 * all the same, and the table is left as it was.
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCommand } from '../../../worker/local/processes';
import { ROOT } from '../../../worker/local/settings';
import { SETS } from './all-sets';
import { barsOf, rowsOf } from './bars';
import { DATA, hasData } from './data-folder';
import { measureSet, type SetResult } from './measure-set';
import { barLines, reportOf } from './report';

export async function main(argv: string[]): Promise<number> {
  const after = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  const folder = path.resolve(process.env.VAFA_CWD ?? ROOT, after('--data') ?? DATA);
  const one = after('--set');
  if (one !== undefined) {
    try {
      process.stdout.write(JSON.stringify(measureSet(one, folder)));
      return 0;
    } catch (problem) {
      console.error(`${one}: ${problem instanceof Error ? problem.message : String(problem)}`);
      return 1;
    }
  }
  if (!hasData(folder)) {
    console.error(`There are no data sets in ${folder}. Say where they lie with --data DIR.`);
    return 1;
  }
  const results = await measureAll(folder);
  const json = argv.includes('--json');
  if (json) console.log(JSON.stringify(rowsOf(results)));
  if (results.length < Object.keys(SETS).length) return 1;
  const bars = barsOf(results);
  writeFileSync(path.join(ROOT, 'test/bench/backtest.md'), reportOf(results));
  if (!json) console.log(barLines(bars));
  const missed = bars.filter(({ holds }) => !holds);
  console.error(missed.length === 0 ? `All ${bars.length} bars hold.` : `${missed.length} of ${bars.length} bars are missed.`);
  return missed.length === 0 ? 0 : 1;
}

/** The results of the sets that could be measured; why another could not is on standard error. */
async function measureAll(folder: string): Promise<SetResult[]> {
  const waiting = Object.keys(SETS);
  const results: SetResult[] = [];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const begun = Date.now();
      const result = await inItsOwnProcess(name, folder);
      console.error(`${name}: ${result ? `${((Date.now() - begun) / 1000).toFixed(0)} s` : 'could not be measured'}`);
      if (result) results.push(result);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, os.availableParallelism()) }, work));
  return results;
}

async function inItsOwnProcess(name: string, folder: string): Promise<SetResult | null> {
  const runner = path.join(ROOT, 'worker/local/run-ts.mjs');
  const child = startCommand(process.execPath, [runner, 'test/bench/backtest/run.ts', '--set', name, '--data', folder]);
  child.stdin?.end();
  const parts: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => parts.push(part));
  child.stderr?.on('data', (part: Buffer) => process.stderr.write(part));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return code === 0 ? (JSON.parse(Buffer.concat(parts).toString('utf8')) as SetResult) : null;
}
