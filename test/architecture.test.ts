/** Who may import whom, and the other rules of the house that types and lint cannot hold. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(__dirname, '..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'shared', 'worker', 'extension', 'test'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && existsSync(path.join(root, file)));

interface Import {
  from: string;
  to: string;
}
/** Every import, as paths inside the project where it is relative, else the package's name. */
const imports: Import[] = tracked.flatMap((from) =>
  [
    ...readFileSync(path.join(root, from), 'utf8').matchAll(
      /^\s*(?:import|export)\s(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
    ),
  ].map((match) => {
    const spec = (match[1] ?? match[2]) as string;
    return { from, to: spec.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(from), spec)) : spec };
  }),
);
const offending = (from: (file: string) => boolean, to: (spec: string) => boolean) =>
  imports.filter((each) => from(each.from) && to(each.to)).map((each) => `${each.from} → ${each.to}`);
const inside = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
const source = (file: string) => readFileSync(path.join(root, file), 'utf8');
/** Code without comments, for rules about what is called. */
const code = (file: string) =>
  source(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');

describe('who may import whom', () => {
  it('shared imports nothing but its schema library and, for dates, its calendar library', () => {
    const isDates = (file: string) => file.startsWith('shared/i18n/dates');
    expect(offending(inside('shared'), (to) => !inside('shared')(to) && to !== 'valibot' && to !== '@internationalized/date')).toEqual([]);
    expect(
      offending(
        (file) => inside('shared')(file) && !isDates(file),
        (to) => to === '@internationalized/date',
      ),
    ).toEqual([]);
  });
  it('worker and extension import shared, never each other', () => {
    expect(offending(inside('worker'), inside('extension'))).toEqual([]);
    expect(offending(inside('extension'), inside('worker'))).toEqual([]);
  });
  it('nothing imports entrypoints or tests', () => {
    expect(
      offending(
        (file) => !inside('test')(file),
        (to) => inside('test')(to) || inside('extension/entrypoints')(to),
      ),
    ).toEqual([]);
  });
  it('a site imports the seam and nothing else', () => {
    const isSite = (file: string) => inside('extension/sites')(file) && !/\/(registry|site|hooked-site)\.ts$/.test(file);
    expect(offending(isSite, (to) => to !== 'extension/sites/site' && to !== 'extension/sites/hooked-site')).toEqual([]);
  });
  it('the watcher and the card carry no polyfill, and the watcher no Preact', () => {
    expect(offending(inside('extension/page'), (to) => /^(wxt|webextension-polyfill|valibot)/.test(to))).toEqual([]);
    expect(offending(inside('extension/card'), (to) => /^(wxt|webextension-polyfill|valibot)/.test(to))).toEqual([]);
    expect(
      offending(
        (file) => file === 'extension/page/watch-page.ts',
        (to) => /preact|mount/.test(to),
      ),
    ).toEqual([]);
  });
});

describe('rules of the house', () => {
  it('shared reads no clock, no randomness, no network, no storage and no document', () => {
    const forbidden =
      /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bcrypto\.|\bfetch\(|\blocalStorage\b|\bindexedDB\b|(?<![-\w])document\.|(?<![-\w])window\./;
    expect(tracked.filter((file) => inside('shared')(file) && forbidden.test(code(file)))).toEqual([]);
  });
  it('SQL stands in worker/store only', () => {
    const sql = /\b(SELECT\s+[\s\S]{1,200}\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b/;
    expect(
      tracked.filter(
        (file) =>
          (inside('worker')(file) || inside('shared')(file) || inside('extension')(file)) &&
          !inside('worker/store')(file) &&
          sql.test(code(file)),
      ),
    ).toEqual([]);
  });
  it('only shadow.ts makes shadow roots, only watch-page.ts observes the page', () => {
    expect(tracked.filter((file) => inside('extension')(file) && /attachShadow\(/.test(code(file)))).toEqual(['extension/page/shadow.ts']);
    const observers = tracked.filter((file) => inside('extension')(file) && /new MutationObserver\(/.test(code(file)));
    expect(
      observers.filter(
        (file) => !['extension/page/watch-page.ts', 'extension/page/mount.tsx', 'extension/page/tamper-guard.ts'].includes(file),
      ),
    ).toEqual([]);
  });
  it('only the background holds storage, and only its client talks to the Worker', () => {
    const others = tracked.filter(
      (file) => inside('extension')(file) && !inside('extension/background')(file) && file !== 'extension/entrypoints/background.ts',
    );
    expect(
      others.filter((file) => /\bstorage\.(local|session|sync)\b|\bindexedDB\b|\blocalStorage\b|\bsessionStorage\b/.test(code(file))),
    ).toEqual([]);
    // ask-page.ts asks the open page's own server, from that page, on the user's click.
    expect(tracked.filter((file) => inside('extension')(file) && /(?<![.\w])fetch\(/.test(code(file)))).toEqual([
      'extension/background/api-client.ts',
      'extension/background/ask-page.ts',
    ]);
  });
  it('no markup is made from text', () => {
    expect(
      tracked.filter(
        (file) =>
          inside('extension')(file) && /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write/.test(code(file)),
      ),
    ).toEqual([]);
  });
  it('no file grows past 250 lines', () => {
    // Tests may run longer: a suite of the Worker, say, starts a runtime and a database of its own, so they are few.
    const long = tracked.filter(
      (file) =>
        !file.includes('/fixtures/') &&
        !file.startsWith('test/') &&
        !file.startsWith('test/servers/') &&
        source(file).split('\n').length > 251,
    );
    expect(long.filter((file) => !/^shared\/i18n\/locales\//.test(file))).toEqual([]);
  });
  it('migrations are numbered once and never drop, cascade or rename', () => {
    const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'worker/migrations'], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\n')
      .filter(Boolean);
    const numbers = files.map((file) => path.basename(file).slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(files.filter((file) => /\bDROP\b|\bCASCADE\b|\bRENAME\b/i.test(source(file).replace(/--.*$/gm, '')))).toEqual([]);
  });
});
