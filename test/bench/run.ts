/**
 * `npm run bench`: measures what the product may cost. A table, or with --json one JSON array on standard output; words narrow it to
 * the files of measures/ whose name holds one of them. No figure decides the exit code: a machine that does something else meanwhile is
 * slow, not wrong. It is 1 only when something could not be measured.
 */
import os from 'node:os';
import path from 'node:path';
import type { Figure, Measure } from './figure';
import { closeWorkshop } from './workshop';

const found = import.meta.glob<Measure>('./measures/*.ts', { import: 'measure' });

export async function main(argv: string[]): Promise<number> {
  const words = argv.filter((word) => !word.startsWith('--'));
  const names = Object.keys(found)
    .sort()
    .filter((file) => words.length === 0 || words.some((word) => path.basename(file).includes(word)));
  const figures: Figure[] = [];
  let failed = names.length === 0;
  if (failed)
    console.error(
      `No measure is named so. There are: ${Object.keys(found)
        .map((file) => path.basename(file, '.ts'))
        .join(', ')}`,
    );
  console.error(
    `${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim()}), load ${os.loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}`,
  );
  try {
    for (const file of names) {
      const begun = Date.now();
      try {
        const measure = (await found[file]?.()) as Measure;
        figures.push(...(await measure()));
        console.error(`${path.basename(file, '.ts')}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
      } catch (error) {
        failed = true;
        console.error(`${path.basename(file, '.ts')} could not be measured:`, error);
      }
    }
  } finally {
    await closeWorkshop();
  }
  if (argv.includes('--json')) console.log(JSON.stringify(figures, null, 1));
  else console.log(table(figures));
  return failed ? 1 : 0;
}

function table(figures: readonly Figure[]): string {
  const cells = figures.map(({ name, value, unit, budget, better, conditions }) => {
    const kept = budget === null ? '' : (better === 'lower' ? value <= budget : value >= budget) ? 'kept' : 'MISSED';
    return [name, `${value} ${unit}`, budget === null ? '' : `${better === 'lower' ? '≤' : '≥'} ${budget}`, kept, conditions];
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
