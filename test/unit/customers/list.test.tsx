import { describe, expect, it } from 'vitest';
import { openPage, plain, row, STATE, until } from './open-page';

describe('the list of customers', () => {
  it('row 47: shows each with number, change, value and owner, links to the customer, and loads on', async () => {
    const { root, find, asked } = await openPage('#/');
    // The end of what was read is in view, so the next page follows by itself.
    await until(() => expect(root.querySelectorAll('tbody tr')).toHaveLength(3));
    const cells = [...(root.querySelector('tbody tr')?.children ?? [])].map((cell) => plain(cell.textContent));
    expect(cells).toEqual(['', 'The acme', '62 Watch', '−9', '$1,200', '6 Nov', '3 d ago', 'yesterday', 'Gold', 'R. Penhale']);
    expect(find<HTMLAnchorElement>('a', 'The acme').getAttribute('href')).toBe('#/c/acme');
    expect(asked('report.customers').at(-1)).toMatchObject({ cursor: '50', sort: 'band' });
  });

  it('searches when the typing pauses, and filters by band and order', async () => {
    const { root, asked, type } = await openPage('#/');
    await until(() => expect(root.querySelector('tbody')).toBeTruthy());
    const [search, band, , , sort] = [...root.querySelectorAll<HTMLInputElement>('search input, search select')];
    type(search as HTMLInputElement, 'کاشی');
    await until(() => expect(asked('report.customers').at(-1)).toMatchObject({ text: 'کاشی' }));
    type(band as HTMLInputElement, 'at-risk', 'change');
    type(sort as HTMLInputElement, 'risk', 'change');
    await until(() => expect(asked('report.customers').at(-1)).toMatchObject({ text: 'کاشی', band: 'at-risk', sort: 'risk' }));
  });

  it('says what the whole comes to, each currency by itself, and how many nobody keeps', async () => {
    const { root, click, asked } = await openPage('#/');
    await until(() => expect(plain(root.querySelector('.sums')?.textContent)).toContain('3 customers'));
    expect(plain(root.querySelector('.sums')?.textContent)).toMatch(/€1,200, \$2,400/);
    click('button', '1 without an owner');
    await until(() => expect(asked('report.customers').at(-1)).toMatchObject({ owner: '' }));
  });

  it('row 79: hands the chosen ones over, and takes that back', async () => {
    const { root, click, asked, type } = await openPage('#/');
    await until(() => expect(root.querySelectorAll('tbody tr')).toHaveLength(3));
    root.querySelector<HTMLInputElement>('tbody input')?.click();
    await until(() => expect(root.querySelector('.panel summary')?.textContent).toContain('1 customer'));
    const to = [...root.querySelectorAll<HTMLInputElement>('.panel select')].at(-1);
    type(to as HTMLInputElement, 'u1', 'change');
    await until(() => expect(root.querySelector<HTMLButtonElement>('.panel .pri')?.disabled).toBe(false));
    click('button', 'Do it');
    await until(() => expect(asked('keeping.hand-over')).toHaveLength(1));
    expect(asked('keeping.hand-over')[0]).toMatchObject({ customers: ['acme'], to: 'u1' });
    await until(() => expect(root.textContent).toContain('1 customer handed over.'));
    click('button', 'Undo');
    await until(() => expect(asked('keeping.undo')[0]).toMatchObject({ id: 'd2' }));
  });

  it('says why it could not be read and tries again when asked to', async () => {
    const answers = { 'report.customers': 'The server does not answer.' as const };
    const { root, asked, click } = await openPage('#/', answers);
    await until(() => expect(root.querySelector('[role="alert"]')?.textContent).toContain('The server does not answer.'));
    click('button', 'Try again');
    await until(() => expect(asked('report.customers')).toHaveLength(2));
  });

  it('while the server is away says in one line that it is the saved copy, how old, and who is in it; then shows the live list', async () => {
    const at = Date.now() - 3 * 3_600_000 - 1000;
    let away = true;
    const { root, click, asked } = await openPage('#/', {
      'report.customers': () => ({ customers: [row('acme')], cursor: null, saved: away ? { at, holds: 'some' } : null }),
    });
    await until(() => expect(root.querySelectorAll('tbody tr')).toHaveLength(1));
    const line = () => plain(root.querySelector('.saved-copy')?.textContent);
    expect(line()).toContain('This is the copy of this device, updated 3 h ago.');
    expect(line()).toContain('only the customers that this device holds');
    expect(root.querySelector('[role="alert"]')).toBeNull();
    expect([...root.querySelectorAll('button')].map((each) => each.textContent)).not.toContain('Download as CSV');
    away = false;
    click('button', 'Try again');
    await until(() => expect(line()).toBe(''));
    expect(asked('report.customers')).toHaveLength(2);
    expect([...root.querySelectorAll('button')].map((each) => each.textContent)).toContain('Download as CSV');
  });

  it('asks to connect first where there is no workspace', async () => {
    const { root } = await openPage('#/', { 'report.state': () => ({ ...STATE, paired: false }) });
    await until(() => expect(root.querySelector('main')?.textContent).not.toBe(''));
    expect(root.querySelector('table')).toBeNull();
  });
});
