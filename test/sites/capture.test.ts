// @vitest-environment node
// What `npm run capture` writes: the structure of a page, and nothing that anybody wrote there.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../../extension/sites/registry';
import { writeFixture } from '../capture';
import { hookWordsFor } from '../capture/hook-words';
import { scrubPages } from '../capture/scrub';
import { loadPage, parsePage } from './load-page';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const PAGES = SITES.filter((site) => site.id !== 'generic').flatMap(({ id }) => {
  const files = (() => {
    try {
      return readdirSync(path.join(fixtures, id));
    } catch {
      return [];
    }
  })();
  return files
    .filter((file) => file.endsWith('.html') && !/\.frame-\d+\.html$/u.test(file))
    .map((file) => ({ site: id, name: `${id}/${file}`, file: path.join(fixtures, id, file) }));
});
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vafa-captured-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = () => readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
const empty = () => {
  for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
};

describe('a captured page', () => {
  it.each(PAGES)('$name reads the same after scrubbing, with nobody’s address left', async ({ file }) => {
    empty();
    const { url } = JSON.parse(readFileSync(file.replace('.html', '.expect.json'), 'utf8')) as { url: string };
    const page = loadPage(file, url);
    const made = await writeFixture(page, { folder, name: 'captured', own: [] });
    await page.close();
    expect(made.same, JSON.stringify([made.before, made.after])).toBe(true);
    for (const text of written()) {
      const addresses = text.match(/[^\s<>"'@:;,()=/?&%_|]+@[^\s<>"'@:;,()=/?&%|]+/gu) ?? [];
      expect(addresses.filter((address) => !/^(?:person|own)\d+@example\.com$/u.test(address))).toEqual([]);
    }
  });

  it('gives one person one stand-in everywhere, and marks our own address', () => {
    const page = parsePage(
      '<p title="nora@acme.test">Nora &lt;Nora@ACME.test&gt;</p><a href="mailto:nora%40acme.test?subject=Offer">me@desk.test</a>',
      'https://mail.acme.test/42',
    );
    scrubPages([{ url: page.url.href, name: '', doc: page.doc }], hookWordsFor(null), ['me@desk.test']);
    expect(page.doc.querySelector('p')?.getAttribute('title')).toBe('person1@example.com');
    expect(page.doc.querySelector('p')?.textContent).toMatch(/^\w{4} <person1@example\.com>$/u);
    expect(page.doc.querySelector('a')?.getAttribute('href')).toMatch(/^mailto:person1@example\.com\?/u);
    expect(page.doc.querySelector('a')?.textContent).toBe('own1@example.com');
  });

  const word = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 4, maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...'ابپتجدرسکگلمنوهی'), minLength: 4, maxLength: 10 }),
    fc.string({ unit: fc.constantFrom(...'абвгдежзик'), minLength: 4, maxLength: 10 }),
  );
  const latin = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 4, maxLength: 9 });
  const secret = fc.record({ words: fc.array(word, { minLength: 1, maxLength: 6 }), local: latin, domain: latin });
  it.each(SITES.filter((site) => site.id !== 'generic').map(({ id }) => id))(
    'of %s keeps no address and no word that stood in it',
    (id) => {
      const hooks = hookWordsFor(id);
      fc.assert(
        fc.property(fc.array(secret, { minLength: 1, maxLength: 5 }), (secrets) => {
          const html = secrets
            .map(({ words, local, domain }, nth) => {
              const said = words.join(' ');
              const address = `${local}@${domain}.test`;
              return `<!-- ${said} --><script>var it = "${said} ${address}"</script><style>.${words[0]} { color: red }</style>
              <div id="row${nth}-${words[0]}" class="row ${words[0]} ${words.at(-1)}" data-of="${said}" data-mail="${address}" title="${said} <${address}>" onclick="${said}" style="background: url(${words[0]})">
              <a href="mailto:${address}?subject=${encodeURIComponent(said)}" name="${said}">${said}</a><img src="/${words[0]}.png" alt="${said}">
              <input value="${said}" placeholder="${address}"><p aria-label="From: ${said} <${address}>">${said}, ${address}; ${said.toUpperCase()}</p></div>`;
            })
            .join('');
          const page = parsePage(
            `<!doctype html><html><head><title>${secrets[0]?.words.join(' ')}</title></head><body>${html}</body></html>`,
            'https://mail.example.test/',
          );
          const told = page.doc.documentElement.outerHTML;
          scrubPages([{ url: page.url.href, name: '', doc: page.doc }], hooks, []);
          const left = new Set(page.doc.documentElement.outerHTML.toLowerCase().match(/[\p{L}\p{M}]{4,}/gu) ?? []);
          expect(told).toContain(secrets[0]?.local);
          for (const { words, local, domain } of secrets)
            for (const each of [...words, local, domain])
              if (!hooks.words.has(each) && !MARKUP.has(each)) expect([...left]).not.toContain(each);
          for (const address of page.doc.documentElement.outerHTML.match(/[\w.+-]+@[\w.-]+/gu) ?? [])
            expect(address).toMatch(/^person\d+@example\.com$/u);
        }),
        { numRuns: 25 },
      );
    },
  );
});
/** Words of HTML and of the stand-ins themselves. */
const MARKUP = new Set(
  'html head body title class href name data mail aria label input value placeholder style mailto example person utf http https'.split(' '),
);
