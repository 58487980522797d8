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

interface ImportRule {
  rule: string;
  from(file: string): boolean;
  /** What it may not import; a package by its name. */
  forbidden(spec: string): boolean;
  /** An import that breaks the rule. */
  planted: Import;
}
const isDates = (file: string) => file.startsWith('shared/i18n/dates');
const isSite = (file: string) => inside('extension/sites')(file) && !/\/(registry|site|hooked-site)\.ts$/.test(file);
const polyfill = (to: string) => /^(wxt|webextension-polyfill|valibot)/.test(to);
/** Folders that draw: the card, what mounts it, and our own pages. */
const draws = (file: string) =>
  inside('extension')(file) &&
  !/^extension\/(background|sites|reading|entrypoints)\/|^extension\/[^/]+$/.test(file) &&
  /^extension\/[^/]+\//.test(file);
const IMPORT_RULES: ImportRule[] = [
  {
    rule: 'shared imports nothing but its schema library and, for dates, its calendar library',
    from: inside('shared'),
    forbidden: (to) => !inside('shared')(to) && to !== 'valibot' && to !== '@internationalized/date',
    planted: { from: 'shared/facts/fold.ts', to: 'worker/store/ids' },
  },
  {
    rule: 'only dates read the calendar library',
    from: (file) => inside('shared')(file) && !isDates(file),
    forbidden: (to) => to === '@internationalized/date',
    planted: { from: 'shared/present/present.ts', to: '@internationalized/date' },
  },
  {
    rule: 'the Worker imports nothing of the extension',
    from: inside('worker'),
    forbidden: inside('extension'),
    planted: { from: 'worker/index.ts', to: 'extension/protocol' },
  },
  {
    rule: 'the extension imports nothing of the Worker',
    from: inside('extension'),
    forbidden: inside('worker'),
    planted: { from: 'extension/popup/app.tsx', to: 'worker/http' },
  },
  {
    rule: 'the Worker runs without what only this computer has',
    from: (file) => inside('worker')(file) && !inside('worker/local')(file),
    forbidden: (to) => inside('worker/local')(to) || to.startsWith('node:'),
    planted: { from: 'worker/routes/acts.ts', to: 'worker/local/demo-data' },
  },
  {
    rule: 'nothing imports entrypoints or tests',
    from: (file) => !inside('test')(file),
    forbidden: (to) => inside('test')(to) || inside('extension/entrypoints')(to),
    planted: { from: 'shared/event.ts', to: 'test/unit/events' },
  },
  {
    rule: 'a site imports the seam and nothing else',
    from: isSite,
    forbidden: (to) => to !== 'extension/sites/site' && to !== 'extension/sites/hooked-site',
    planted: { from: 'extension/sites/gmail.ts', to: 'extension/sites/outlook' },
  },
  {
    rule: 'the card draws what it is given: shared and Preact, nothing else of the extension',
    from: inside('extension/card'),
    forbidden: (to) => !/^(extension\/card\/|shared\/|preact)/.test(to),
    planted: { from: 'extension/card/app.tsx', to: 'extension/own-page/ask' },
  },
  {
    rule: 'what runs in a mail page knows sites, the card and the words of its messages, and carries no polyfill',
    from: inside('extension/page'),
    forbidden: (to) => !/^(extension\/(card|page|sites)\/|extension\/protocol$|shared\/|preact)/.test(to) || polyfill(to),
    planted: { from: 'extension/page/watch-page.ts', to: 'extension/background/book' },
  },
  {
    rule: 'the watcher carries no Preact',
    from: (file) => file === 'extension/page/watch-page.ts',
    forbidden: (to) => /preact|mount/.test(to),
    planted: { from: 'extension/page/watch-page.ts', to: 'preact' },
  },
  {
    rule: 'what draws asks the background by message; only the maker of ids is shared with it',
    from: draws,
    forbidden: (to) => inside('extension/background')(to) && to !== 'extension/background/ulid',
    planted: { from: 'extension/customers/app.tsx', to: 'extension/background/book' },
  },
  {
    rule: 'the background draws nothing',
    from: inside('extension/background'),
    forbidden: (to) => draws(`${to}.ts`) || to.startsWith('preact'),
    planted: { from: 'extension/background/start.ts', to: 'extension/popup/app' },
  },
];

describe('who may import whom', () => {
  it.each(IMPORT_RULES)('$rule', ({ from, forbidden, planted }) => {
    expect(from(planted.from) && forbidden(planted.to)).toBe(true);
    expect(offending(from, forbidden)).toEqual([]);
  });
});

interface CodeRule {
  rule: string;
  within(file: string): boolean;
  forbidden: RegExp;
  /** The files that may. */
  but?: string[];
  planted: string;
}
const isWorker = (file: string) => inside('worker')(file) && !inside('worker/local')(file);
const CODE_RULES: CodeRule[] = [
  {
    rule: 'shared reads no clock, no randomness, no network, no storage and no document',
    within: inside('shared'),
    forbidden:
      /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.|\bset(?:Timeout|Interval)\(|\bMath\.random\(|\bcrypto\.|\bfetch\(|\blocalStorage\b|\bindexedDB\b|\bconsole\.|\bnavigator\.|\bprocess\.|(?<![-\w])document\.|(?<![-\w])window\./,
    planted: 'const at = Date.now();',
  },
  {
    rule: 'SQL stands in worker/store only',
    within: (file) => !inside('test')(file) && !inside('worker/store')(file),
    forbidden: /\b(SELECT\s+[\s\S]{1,200}\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b|\.prepare\(/,
    planted: "db.prepare('SELECT 1')",
  },
  {
    rule: 'the Worker reads its clock in one place; everything else is told the time',
    within: isWorker,
    forbidden: /\bDate\.now\(|\bnew Date\(\s*\)/,
    but: ['worker/index.ts'],
    planted: 'const at = new Date();',
  },
  {
    rule: 'the Worker asks nobody but a live source',
    within: isWorker,
    forbidden: /(?<![.\w])fetch\(|\bWebSocket\b|\bconnect\(\s*\{/,
    but: ['worker/connectors/run-source.ts'],
    planted: "await fetch('https://elsewhere.example')",
  },
  {
    rule: 'the Worker logs from its schedule only: no address, name or text gets into a log',
    within: isWorker,
    forbidden: /\bconsole\./,
    but: ['worker/schedule.ts'],
    planted: 'console.log(mail)',
  },
  {
    rule: 'only shadow.ts makes shadow roots',
    within: inside('extension'),
    forbidden: /attachShadow\(/,
    but: ['extension/page/shadow.ts'],
    planted: "host.attachShadow({ mode: 'open' })",
  },
  {
    rule: 'only watch-page.ts observes the page, beside what keeps the card where it is',
    within: inside('extension'),
    forbidden: /new MutationObserver\(/,
    but: ['extension/page/watch-page.ts', 'extension/page/mount.tsx'],
    planted: 'new MutationObserver(look)',
  },
  {
    rule: 'only the background holds storage',
    within: (file) => inside('extension')(file) && !/^extension\/(background\/|entrypoints\/background\.ts)/.test(file),
    forbidden: /\bstorage\.(local|session|sync)\b|\bindexedDB\b|\blocalStorage\b|\bsessionStorage\b/,
    planted: 'browser.storage.local.get()',
  },
  {
    // ask-page.ts asks the open page's own server, from that page, on the user's click.
    rule: 'only the client of the background talks to the Worker',
    within: inside('extension'),
    forbidden: /(?<![.\w])fetch\(|\bXMLHttpRequest\b|\bsendBeacon\b|\bWebSocket\b|\bEventSource\b/,
    but: ['extension/background/api-client.ts', 'extension/background/ask-page.ts'],
    planted: "navigator.sendBeacon('/seen')",
  },
  {
    rule: 'messages are heard by the one router, the watcher, the card and the side panel',
    within: inside('extension'),
    forbidden: /\bon(?:Message|Connect)(?:External)?\.addListener\(/,
    but: ['extension/background/start.ts', 'extension/page/card-talk.ts', 'extension/page/watch-page.ts', 'extension/panel/shown-tab.ts'],
    planted: 'browser.runtime.onMessageExternal.addListener(hear)',
  },
  {
    rule: 'no markup is made from text',
    within: inside('extension'),
    forbidden: /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write/,
    planted: 'node.innerHTML = name',
  },
  {
    // lean-build.ts is the build's: it says which code of a library is left out.
    rule: 'no code is made from text',
    within: (file) => !inside('test')(file),
    forbidden: /\beval\(|\bnew Function\(/,
    but: ['extension/lean-build.ts'],
    planted: "new Function('return 1')",
  },
];

describe('rules of the house', () => {
  it.each(CODE_RULES)('$rule', ({ within, forbidden, but, planted }) => {
    expect(planted).toMatch(forbidden);
    const breaking = tracked.filter((file) => within(file) && forbidden.test(code(file)));
    expect(breaking.filter((file) => !but?.includes(file))).toEqual([]);
    // An exception that nobody needs any more is taken off the list.
    expect(but?.filter((file) => !breaking.includes(file)) ?? []).toEqual([]);
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
