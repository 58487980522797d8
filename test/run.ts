/**
 * `npm test`: everything, nothing skipped in silence. `npm run check` (--quick): format, lint, types and unit tests.
 * With CI set or --install, missing browsers and servers are installed where that can be done.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startCommand } from '../worker/local/processes';
import { ROOT } from '../worker/local/settings';
import { type Need, prepareNeeds } from './prerequisites';

const OUT = path.join(ROOT, '.output/test');

interface Tally {
  passed: number;
  failed: number;
  skipped: string[];
}

/** Runs a command with its output shown; true when it ended well. */
async function step(title: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const begun = Date.now();
  console.log(`\n── ${title}`);
  const child = startCommand(command, args, { env: { FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...env } });
  child.stdout?.pipe(process.stdout, { end: false });
  child.stderr?.pipe(process.stderr, { end: false });
  child.stdin?.end();
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)));
  console.log(`${code === 0 ? 'ok' : 'FAILED'}: ${title}, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return code === 0;
}

/** Runs one project of test/vitest.config.ts and adds its results to the tally. */
async function runProject(name: string, tally: Tally, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const file = path.join(OUT, `${name}.json`);
  const ok = await step(
    `tests: ${name}`,
    'vitest',
    ['run', '--config', 'test/vitest.config.ts', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    env,
  );
  let counted = 0;
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      testResults: { assertionResults: { status: string; fullName: string }[] }[];
    };
    for (const { status, fullName } of report.testResults.flatMap((suite) => suite.assertionResults)) {
      counted++;
      if (status === 'passed') tally.passed++;
      else if (status === 'failed') tally.failed++;
      else tally.skipped.push(fullName);
    }
  } catch {
    // No report: counted as a failure below.
  }
  // A run that broke outside of a test (a file that does not load, a set-up that failed) must not look green.
  if ((!ok && tally.failed === 0) || counted === 0) tally.failed++;
}

export async function main(argv: string[]): Promise<number> {
  const quick = argv.includes('--quick');
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const tally: Tally = { passed: 0, failed: 0, skipped: [] };
  const count = (ok: boolean) => (ok ? tally.passed++ : tally.failed++);

  count(await step('format and lint', 'biome', ['check', '.']));
  count(await step('extension types', 'wxt', ['prepare']));
  for (const folder of ['shared', 'worker', 'extension', 'test']) count(await step(`types: ${folder}`, 'tsc', ['-p', folder]));
  await runProject('unit', tally);
  if (!quick) {
    await runProject('worker', tally);
    const { missing, command } = prepareNeeds(Boolean(process.env.CI) || argv.includes('--install'), console.log);
    if (missing.length > 0) console.log(`\nNot here: ${missing.join(', ')}. Their suites are skipped. To run them: ${command}`);
    if (!missing.includes('chromium') || !missing.includes('firefox'))
      await runProject('browser', tally, { VAFA_TEST_MISSING: missing.join(',') });
    else tally.skipped.push(...(['chromium', 'firefox'] satisfies Need[]).map((need) => `every suite in ${need}`));
  }

  if (tally.skipped.length > 0) console.log(`\nSkipped:\n${tally.skipped.map((title) => `  ${title}`).join('\n')}`);
  console.log(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`);
  return tally.failed === 0 ? 0 : 1;
}
