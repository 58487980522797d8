import { describe, expect, it } from 'vitest';
import { openPage, plain, STATE, until } from './open-page';

describe('the reports', () => {
  it('row 13: count signals by week with the numbers behind, and draw the payment days', async () => {
    const { root, section } = await openPage('#/reports');
    await until(() => expect(root.querySelector('.weeks')).toBeTruthy());
    const signals = section('Signals by week');
    expect([...(signals.querySelector('tbody tr')?.children ?? [])].map((cell) => cell.textContent)).toEqual([
      'Invoice overdue',
      'Theirs',
      '',
      '3',
      '0',
      '2',
    ]);
    expect(signals.querySelectorAll('details thead th')).toHaveLength(14);
    await until(() => expect(section('Payment days').querySelectorAll('details tbody tr')).toHaveLength(2));
    await until(() => expect(plain(section('Payment days').textContent)).toContain('6.3'));
  });

  it('rows 37, 41, 51: list rivals, open gaps and parts of our work; sums of two currencies stand apart', async () => {
    const { root, section } = await openPage('#/reports');
    await until(() => expect(root.querySelectorAll('section table').length).toBeGreaterThan(4));
    await until(() => expect(section('Competitors named').textContent).toContain('Rivalis'));
    expect(section('Defects and missing features').querySelector('tbody')?.textContent).toContain('A missing feature');
    await until(() => expect(plain(section('Parts of our work').textContent)).toContain('Weakest: Delivery'));
    expect(plain(section('The book by health').querySelector('tbody')?.textContent)).toBe('Watch3€1,000; $3,000');
  });

  it('row 1 and row 2: show both churn rates side by side, the newest first, with the line that says why they differ', async () => {
    const { root, section } = await openPage('#/reports');
    await until(() => expect(root.textContent).toContain('Lost-to-new ratio'));
    const lost = section('Lost customers');
    const rows = [...lost.querySelectorAll('table:first-of-type tbody tr')].map((row) =>
      [...row.children].slice(1).map((cell) => plain(cell.textContent)),
    );
    expect(rows[0]).toEqual(['500', '250', '10', '10', '2%', '4%', '9 voluntary, 1 involuntary']);
    expect(rows[1]?.slice(4, 6)).toEqual(['2.5%', 'n/a']);
    expect(lost.textContent).toContain('Why they differ');
  });
  it('row 7 and row 8: show why they left beside the cited split, each by its own count, and who went to a competitor for our service', async () => {
    const { root, section } = await openPage('#/reports');
    await until(() => expect(root.textContent).toContain('As cited'));
    const lost = section('Lost customers');
    const split = [...lost.querySelectorAll('table')].at(-1);
    expect([...(split?.querySelectorAll('tbody tr') ?? [])].map((row) => plain(row.textContent))).toEqual([
      'Unhappy with service50% (6 of 12)68%',
      'Unhappy with the product25% (3 of 12)14%',
      'Went to a competitor25% (3 of 12)9%',
      'Price, payment or other0% (0 of 12)–',
    ]);
    expect(plain(lost.textContent)).toContain('a competitor is known for 50% (3 of 6); cited: 89%');
    expect(plain(lost.textContent)).toContain('Without a reason: 2');
  });
  it('row 33: show to whom our days in touch go, and who gets far more or less than an even hand would give', async () => {
    const { root, section } = await openPage('#/reports');
    await until(() => expect(root.textContent).toContain('Against an even hand'));
    const [ages] = section('Where our attention goes').querySelectorAll('table');
    expect([...(ages?.querySelectorAll('tbody tr') ?? [])].map((row) => plain(row.textContent))).toEqual([
      'New (half a year)220%60%30far more',
      'Two years and more880%40%5far less',
    ]);
  });
  it('row 112: list the automatic rules with their last run and count, to who looks after them and to nobody else', async () => {
    const { root, section } = await openPage('#/reports');
    await until(() => expect(root.textContent).toContain('Automatic rules'));
    await until(() => expect(section('Automatic rules').querySelectorAll('tbody tr')).toHaveLength(3));
    expect([...section('Automatic rules').querySelectorAll('tbody tr')].map((row) => plain(row.textContent))).toEqual([
      'Update health and warnings that time has changed3 min ago1,20031–',
      'Fetch tickets from live sources3 min ago1,200–4 times, the last one too',
      'unheard-ofnot yet0––',
    ]);
    const agent = await openPage('#/reports', { 'report.state': () => ({ ...STATE, role: 'agent' }) });
    await until(() => expect(agent.root.textContent).toContain('Lost-to-new ratio'));
    expect(agent.root.textContent).not.toContain('Automatic rules');
  });
  it('say so where a large book has not been read yet', async () => {
    const empty = { as_of: null, customers: 0, of: 90_000, areas: [], weak: [], strong: [] };
    const { root, section } = await openPage('#/reports', { 'report.areas': () => empty });
    await until(() => expect(root.textContent).toContain('read page by page in the background'));
    expect(section('Parts of our work').querySelector('table')).toBeNull();
  });
});
