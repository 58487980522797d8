/** `npm run -s rows -- --json`: runs the tests that make a row of the feature list work and need no server. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../worker/local/processes';
import { ROOT } from '../worker/local/settings';

interface Row {
  row: number;
  tests: number;
  passed: number;
}

export async function main(argv: string[]): Promise<number> {
  const rows = new Map<number, Row>();
  mkdirSync(path.join(ROOT, '.output/test'), { recursive: true });
  for (const project of ['unit', 'worker']) {
    const file = path.join(ROOT, `.output/test/rows-${project}.json`);
    await runCommand('vitest', [
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      project,
      '-t',
      'row [0-9]+',
      '--reporter=json',
      `--outputFile.json=${file}`,
      '--passWithNoTests',
    ]);
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      testResults: { assertionResults: { status: string; fullName: string }[] }[];
    };
    for (const { status, fullName } of report.testResults.flatMap((suite) => suite.assertionResults)) {
      if (status !== 'passed' && status !== 'failed') continue;
      for (const [, number] of fullName.matchAll(/\brow (\d+)\b/g)) {
        const row = rows.get(Number(number)) ?? { row: Number(number), tests: 0, passed: 0 };
        row.tests++;
        if (status === 'passed') row.passed++;
        rows.set(row.row, row);
      }
    }
  }
  const list = [...rows.values()].sort((a, b) => a.row - b.row);
  if (argv.includes('--json')) console.log(JSON.stringify(list));
  else for (const { row, tests, passed } of list) console.log(`row ${row}: ${passed} of ${tests} passed`);
  return list.length > 0 && list.every(({ tests, passed }) => tests === passed) ? 0 : 1;
}
