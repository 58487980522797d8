// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openReader } from '../../../extension/reading/read';
import { main } from '../../reading/run';

const read = openReader([]);
const LONGEST = 20_000;

describe('a text that no person wrote', () => {
  // Each of these once took seconds: every mark of a quotation or signature looked through the whole run again.
  it.each([
    ' ',
    '\t',
    '-',
    '\n',
    'a\n',
    '. \n',
    '\u200c\n',
    'on x, 1 ',
    'wrote: ',
    'در تاریخ ۱ نوشت ',
    'From: ',
    '<a@b> ',
    '> ',
    'لغو قرارداد ',
  ])('made of %j is read to its end', (part) => {
    const text = part.repeat(LONGEST).slice(0, LONGEST);
    expect(read(text).every(({ words }) => words !== '' && text.includes(words))).toBe(true);
  });
  it('hides nothing of what stands before it', () => {
    for (const tail of [' '.repeat(LONGEST), '-'.repeat(LONGEST), '\n'.repeat(LONGEST), 'x '.repeat(LONGEST / 2)])
      expect(read(`We want to cancel our contract.\n${tail}`).map(({ kind }) => kind)).toEqual(['leave']);
  });
});

describe('npm run reading', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-reading-'));
  afterEach(() => vi.restoreAllMocks());
  const run = async (text: string) => {
    const file = path.join(folder, 'texts.txt');
    writeFileSync(file, text);
    let out = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
      out += part;
      return true;
    });
    expect(await main(['--json', file])).toBe(0);
    rmSync(file);
    return out === ''
      ? []
      : out
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as { line: number; kinds: string[]; words: string[] });
  };
  const LEAVE = 'Please cancel our subscription.';

  it('answers one object for each line, whatever ends the lines, and also for an empty one', async () => {
    expect((await run(`\ufeff${LEAVE}\r\n\r\nHello\r\n${LEAVE}`)).map(({ line, kinds }) => [line, kinds])).toEqual([
      [1, ['leave']],
      [2, []],
      [3, []],
      [4, ['leave']],
    ]);
    expect(await run(`\n\n${LEAVE}\n`)).toHaveLength(3);
    expect(await run('\n')).toEqual([{ line: 1, kinds: [], words: [] }]);
    expect(await run('')).toEqual([]);
  });
  it('reads a very long line', async () => {
    expect((await run(`${LEAVE} ${'and so on '.repeat(100_000)}`)).map(({ kinds }) => kinds)).toEqual([['leave']]);
  });
});
