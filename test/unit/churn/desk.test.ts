/** `npm run backtest` at the desk: files in, one document or a table out, and one clear line where it cannot. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BacktestReport } from '../../../shared/churn/report';
import { main } from '../../../worker/local/backtest';
import { textBlocks } from '../../../worker/local/backtest/text-blocks';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vafa-desk-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const HEAD = 'event_id,customer,type,at,data,amount,currency';
const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 1);

/** Weekly buyers, every third of whom stops for good at some day. */
function rows(customers = 60): string[] {
  return Array.from({ length: customers }, (_, n) => {
    const until = n % 3 === 0 ? 150 + ((n * 41) % 200) : 450;
    return Array.from({ length: Math.floor(until / 7) }, (_, week) => {
      const at = new Date(START + week * 7 * DAY).toISOString();
      return `e-${n}-${week},"Customer, ${n}",purchase,${at},"{""order"": ""o ""}",${10 + (n % 5)}.50,EUR`;
    });
  }).flat();
}
function file(name: string, lines: readonly string[]): string {
  const at = path.join(folder, name);
  writeFileSync(at, `${lines.join('\n')}\n`);
  return at;
}
async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {});
  const err = vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const code = await main(argv);
  const said = { code, out: out.mock.calls.flat().join('\n'), err: err.mock.calls.flat().join('\n') };
  vi.restoreAllMocks();
  return said;
}

describe('backtest at the desk', () => {
  it('prints exactly one JSON document, the same for shuffled rows and repeated ones', async () => {
    const list = rows();
    const first = await run(file('a.csv', [HEAD, ...list]), '--json', '--horizon', '30');
    expect(first.code).toBe(0);
    const report = JSON.parse(first.out) as BacktestReport;
    expect(report).toMatchObject({ format: 1, customers: 60, events: list.length, horizon: 30 });
    expect(report.base['2H'].cutoffs).toHaveLength(12);
    const shuffled = list.map((row, i) => ({ row, at: (i * 7919) % list.length })).sort((a, b) => a.at - b.at);
    const second = await run(file('b.csv', [HEAD, ...shuffled.map(({ row }) => row), ...list.slice(0, 50)]), '--json', '--horizon', '30');
    expect(JSON.parse(second.out)).toEqual(report);
    expect(second.err).toContain('50 rows had an event_id that stood there before');
  });

  it('reads a plain log of who bought when, without types or a currency, and says what it took for granted', async () => {
    const plain = rows().map((row) => {
      const [, customer, at, amount] = /,("[^"]*"),purchase,([^,]*),.*,([\d.]+),EUR$/.exec(row) as unknown as string[];
      return `${customer},${at},${amount}`;
    });
    const full = await run(file('full.csv', [HEAD, ...rows()]), '--json', '--horizon', '30');
    const bare = await run(file('bare.csv', ['customer,at,amount', ...plain]), '--json', '--horizon', '30');
    expect(JSON.parse(bare.out)).toEqual(JSON.parse(full.out));
    expect(bare.err).toMatch(/no column type: every row is read as purchase[\s\S]*no column currency/);
    expect(full.err).not.toContain('no column');
  });

  it('prints a table in plain words, and names refused rows by line, column and reason', async () => {
    const { code, out, err } = await run(file('c.csv', [HEAD, 'x,Acme,purchase,someday,,,', ...rows(), 'y,Acme,dance,2025-02-01,,,']));
    expect(code).toBe(0);
    expect(out).toContain('60 customers');
    expect(out).toMatch(/Vafa health +0\.\d{3}/);
    expect(err).toContain('2 of');
    expect(err).toMatch(/line 2, at: /);
  });

  it('takes a labels file, and cutoffs by date', async () => {
    const labels = file('churn.csv', [
      'customer,left_at',
      ...Array.from({ length: 15 }, (_, n) => `"Customer, ${n * 3}",2025-0${4 + (n % 4)}-10`),
    ]);
    const { out } = await run(
      file('d.csv', [HEAD, ...rows()]),
      '--labels',
      labels,
      '--cutoffs',
      '2025-04-01,2025-05-01',
      '--horizon',
      '30',
      '--json',
    );
    const report = JSON.parse(out) as BacktestReport;
    expect(report.label.by).toBe('labels');
    expect(report.base.all.cutoffs.map(({ at, left }) => [at, left])).toEqual([
      ['2025-04-01', 4],
      ['2025-05-01', 4],
    ]);
  });

  it('says in one line what is wrong', async () => {
    const cases: [string[], RegExp][] = [
      [['nowhere.csv'], /There is no file nowhere\.csv/],
      [[file('e.csv', ['type,at', 'purchase,2025-01-01'])], /no column customer/],
      [[file('f.csv', [])], /header|empty|column/],
      [[file('g.csv', [HEAD, 'x,Acme,dance,2025-01-01,,,'])], /None of the 1 rows is usable\. line 2, type/],
      [[file('h.csv', [HEAD, ...rows(3)]), '--horizon', 'soon'], /--horizon must be a whole number/],
      [[file('i.csv', [HEAD, ...rows(3)]), '--cutoffs', '2025-13-01'], /--cutoffs must be days/],
      [[file('j.csv', [HEAD, ...rows(3)]), '--cutoffs', '2026-03-10'], /leaves no full \d+ days after it/],
      [[file('k.csv', [HEAD, ...rows(3)]), '--nonsense'], /nonsense/],
    ];
    for (const [argv, line] of cases) {
      const { code, out, err } = await run(...argv);
      expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringMatching(line) });
    }
  });

  it('cuts a text into blocks only where a row ends', async () => {
    const row = `a,"${'quoted\n'.repeat(40_000)}",b\n`;
    const name = file('blocks.csv', [row.repeat(30).trimEnd()]);
    const blocks: string[] = [];
    for await (const block of textBlocks(name)) blocks.push(block);
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.join('')).toBe(row.repeat(30));
    expect(blocks.every((block) => block.length % row.length === 0)).toBe(true);
  });
});
