import { describe, expect, it } from 'vitest';
import { HISTORY, openPage, plain, until } from './open-page';

describe('one customer', () => {
  it('row 47: shows the change line by line, adding up, with the events that caused it and time alone apart', async () => {
    const { root, section } = await openPage('#/c/quillbrook/health');
    await until(() => expect(root.querySelector('.walk')).toBeTruthy());
    const walk = [...root.querySelectorAll('.walk > li')].map((row) => plain(row.querySelector('b')?.textContent).replace('−', '-'));
    const numbers = walk.filter((text) => text !== '').map(Number);
    const [from = 0, ...rest] = numbers;
    const to = rest.pop();
    expect([from, to]).toEqual([HISTORY.change.from, HISTORY.change.to]);
    expect(rest.reduce((sum, points) => sum + points, from)).toBe(to);
    // What somebody wrote as a sentence stands within a line of ours.
    expect(plain(section('Health over time').textContent)).toContain('Kiln stops at night, ');
    expect(section('Health over time').textContent).toContain('Model 7');
  });

  it('draws the score with the model marked and has the same numbers in a table', async () => {
    const { root, asked, click } = await openPage('#/c/quillbrook/health');
    await until(() => expect(root.querySelector('figure svg[role="img"]')).toBeTruthy());
    expect(root.querySelectorAll('.chart .mark')).toHaveLength(1);
    expect(root.querySelector('.chart .line')?.getAttribute('d')?.split('L')).toHaveLength(HISTORY.series.length);
    expect(root.querySelectorAll('section:has(> figure) tbody tr, section:has(.chart) > details tbody tr')).toHaveLength(
      HISTORY.series.length,
    );
    click('button', '90 days');
    await until(() => expect(asked('report.history').at(-1)).toMatchObject({ customer: 'quillbrook', days: 90 }));
  });

  it('lists what the number is made of, and the signals open and closed', async () => {
    const { root, section, find } = await openPage('#/c/quillbrook/health');
    await until(() => expect(root.querySelector('[data-section="health"] .total')).toBeTruthy());
    const lines = [...section('What the number is made of').querySelectorAll('summary b')].map((b) =>
      Number(plain(b.textContent).replace('−', '-')),
    );
    expect(lines.reduce((sum, points) => sum + points, 100)).toBe(HISTORY.change.to);
    location.hash = find<HTMLAnchorElement>('nav.sections a', 'Today').getAttribute('href') ?? '';
    await until(() => expect(section('Signals').textContent).toContain('Card declined'));
  });

  it('shows the rest when the server is away, and says what is missing', async () => {
    const { root } = await openPage('#/c/quillbrook/health', { 'report.history': 'The server does not answer.' });
    await until(() => expect(root.querySelector('[data-section="health"] .total')).toBeTruthy());
    await until(() => expect(root.querySelector('[role="alert"]')?.textContent).toContain('The server does not answer.'));
  });
});
