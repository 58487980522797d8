import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BacktestReport } from '../../../shared/churn/report';
import { AR, FA } from '../present/quillbrook';
import { HISTORY, openPage, plain, STATE, until } from './open-page';

let page: Awaited<ReturnType<typeof openPage>>;
const open = async (...given: Parameters<typeof openPage>) => {
  page = await openPage(...given);
  return page;
};
afterEach(() => {
  page.close();
  vi.restoreAllMocks();
});

describe('the list of customers', () => {
  it('row 47: shows each with number, change, value and owner, links to the customer, and loads on', async () => {
    const { root, find, asked } = await open('#/');
    // The end of what was read is in view, so the next page follows by itself.
    await until(() => expect(root.querySelectorAll('tbody tr')).toHaveLength(3));
    const cells = [...(root.querySelector('tbody tr')?.children ?? [])].map((cell) => plain(cell.textContent));
    expect(cells).toEqual(['', 'The acme', '62 Watch', '−9', '$1,200', '6 Nov', '3 d ago', 'yesterday', 'Gold', 'R. Penhale']);
    expect(find<HTMLAnchorElement>('a', 'The acme').getAttribute('href')).toBe('#/c/acme');
    expect(asked('report.customers').at(-1)).toMatchObject({ cursor: '50', sort: 'band' });
  });

  it('searches when the typing pauses, and filters by band and order', async () => {
    const { root, asked, type } = await open('#/');
    await until(() => expect(root.querySelector('tbody')).toBeTruthy());
    const [search, band, , , sort] = [...root.querySelectorAll<HTMLInputElement>('search input, search select')];
    type(search as HTMLInputElement, 'کاشی');
    await until(() => expect(asked('report.customers').at(-1)).toMatchObject({ text: 'کاشی' }));
    type(band as HTMLInputElement, 'at-risk', 'change');
    type(sort as HTMLInputElement, 'risk', 'change');
    await until(() => expect(asked('report.customers').at(-1)).toMatchObject({ text: 'کاشی', band: 'at-risk', sort: 'risk' }));
  });

  it('says what the whole comes to, each currency by itself, and how many nobody keeps', async () => {
    const { root, click, asked } = await open('#/');
    await until(() => expect(plain(root.querySelector('.sums')?.textContent)).toContain('3 customers'));
    expect(plain(root.querySelector('.sums')?.textContent)).toMatch(/€1,200, \$2,400/);
    click('button', '1 without an owner');
    await until(() => expect(asked('report.customers').at(-1)).toMatchObject({ owner: '' }));
  });

  it('row 79: hands the chosen ones over, and takes that back', async () => {
    const { root, click, asked, type } = await open('#/');
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
    const { root, asked, click } = await open('#/', answers);
    await until(() => expect(root.querySelector('[role="alert"]')?.textContent).toContain('The server does not answer.'));
    click('button', 'Try again');
    await until(() => expect(asked('report.customers')).toHaveLength(2));
  });

  it('asks to connect first where there is no workspace', async () => {
    const { root } = await open('#/', { 'report.state': () => ({ ...STATE, paired: false }) });
    await until(() => expect(root.querySelector('main')?.textContent).not.toBe(''));
    expect(root.querySelector('table')).toBeNull();
  });
});

describe('one customer', () => {
  it('row 47: shows the change line by line, adding up, with the events that caused it and time alone apart', async () => {
    const { root, section } = await open('#/c/quillbrook/health');
    await until(() => expect(root.querySelector('.walk')).toBeTruthy());
    const walk = [...root.querySelectorAll('.walk > li')].map((row) => plain(row.querySelector('b')?.textContent).replace('−', '-'));
    const numbers = walk.filter((text) => text !== '').map(Number);
    const [from = 0, ...rest] = numbers;
    const to = rest.pop();
    expect([from, to]).toEqual([HISTORY.change.from, HISTORY.change.to]);
    expect(rest.reduce((sum, points) => sum + points, from)).toBe(to);
    expect(section('Health over time').textContent).toContain('Kiln stops at night');
    expect(section('Health over time').textContent).toContain('Model 7');
  });

  it('draws the score with the model marked and has the same numbers in a table', async () => {
    const { root, asked, click } = await open('#/c/quillbrook/health');
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
    const { root, section, find } = await open('#/c/quillbrook/health');
    await until(() => expect(root.querySelector('[data-section="health"] .total')).toBeTruthy());
    const lines = [...section('What the number is made of').querySelectorAll('summary b')].map((b) =>
      Number(plain(b.textContent).replace('−', '-')),
    );
    expect(lines.reduce((sum, points) => sum + points, 100)).toBe(HISTORY.change.to);
    location.hash = find<HTMLAnchorElement>('nav.sections a', 'Today').getAttribute('href') ?? '';
    await until(() => expect(section('Signals').textContent).toContain('Card declined'));
  });

  it('shows the rest when the server is away, and says what is missing', async () => {
    const { root } = await open('#/c/quillbrook/health', { 'report.history': 'The server does not answer.' });
    await until(() => expect(root.querySelector('[data-section="health"] .total')).toBeTruthy());
    await until(() => expect(root.querySelector('[role="alert"]')?.textContent).toContain('The server does not answer.'));
  });
});

describe('the reports', () => {
  it('row 13: count signals by week with the numbers behind, and draw the payment days', async () => {
    const { root, section } = await open('#/reports');
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
    const { root, section } = await open('#/reports');
    await until(() => expect(root.querySelectorAll('section table').length).toBeGreaterThan(4));
    await until(() => expect(section('Competitors named').textContent).toContain('Rivalis'));
    expect(section('Defects and missing features').querySelector('tbody')?.textContent).toContain('A missing feature');
    await until(() => expect(plain(section('Parts of our work').textContent)).toContain('Weakest: Delivery'));
    expect(plain(section('The book by health').querySelector('tbody')?.textContent)).toBe('Watch3€1,000; $3,000');
  });

  it('row 1 and row 2: show both churn rates side by side, the newest first, with the line that says why they differ', async () => {
    const { root, section } = await open('#/reports');
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
    const { root, section } = await open('#/reports');
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
    const { root, section } = await open('#/reports');
    await until(() => expect(root.textContent).toContain('Against an even hand'));
    const [ages] = section('Where our attention goes').querySelectorAll('table');
    expect([...(ages?.querySelectorAll('tbody tr') ?? [])].map((row) => plain(row.textContent))).toEqual([
      'New (half a year)220%60%30far more',
      'Two years and more880%40%5far less',
    ]);
  });
  it('row 112: list the automatic rules with their last run and count, to who looks after them and to nobody else', async () => {
    const { root, section } = await open('#/reports');
    await until(() => expect(root.textContent).toContain('Automatic rules'));
    await until(() => expect(section('Automatic rules').querySelectorAll('tbody tr')).toHaveLength(3));
    expect([...section('Automatic rules').querySelectorAll('tbody tr')].map((row) => plain(row.textContent))).toEqual([
      'Update health and warnings that time has changed3 min ago1,20031–',
      'Fetch tickets from live sources3 min ago1,200–4 times, the last one too',
      'unheard-ofnot yet0––',
    ]);
    const agent = await open('#/reports', { 'report.state': () => ({ ...STATE, role: 'agent' }) });
    await until(() => expect(agent.root.textContent).toContain('Lost-to-new ratio'));
    expect(agent.root.textContent).not.toContain('Automatic rules');
  });
  it('say so where a large book has not been read yet', async () => {
    const empty = { as_of: null, customers: 0, of: 90_000, areas: [], weak: [], strong: [] };
    const { root, section } = await open('#/reports', { 'report.areas': () => empty });
    await until(() => expect(root.textContent).toContain('read page by page in the background'));
    expect(section('Parts of our work').querySelector('table')).toBeNull();
  });
});

describe('the segments', () => {
  it('row 48: show the rule in words and the live count, and open the list of their customers', async () => {
    const { root, find } = await open('#/segments');
    await until(() => expect(root.querySelector('tbody')).toBeTruthy());
    expect(plain(root.querySelector('tbody')?.textContent)).toContain('Gold clubTier: Gold5');
    expect(find<HTMLAnchorElement>('a', 'Gold club').getAttribute('href')).toBe('#/s/s1');
  });

  it('row 48: save a new one beside those that stand, from the version that was read', async () => {
    const { root, asked, click, type } = await open('#/segments');
    await until(() => expect(root.querySelector('tbody')).toBeTruthy());
    click('button', 'New segment');
    await until(() => expect(root.querySelector('form.editor')).toBeTruthy());
    const field = (label: string) => {
      const found = [...root.querySelectorAll('form.editor label')]
        .find((each) => each.textContent?.startsWith(label))
        ?.querySelector('input');
      if (!found) throw new Error(`no field "${label}"`);
      return found;
    };
    type(field('Name'), 'Kilns at risk');
    field('At risk').click();
    type(field('Products bought'), 'kiln, press، kiln', 'change');
    type(field('Renewal within'), '30', 'change');
    type(field('Currency'), 'eur', 'change');
    await until(() => expect(field('From').disabled).toBe(false));
    type(field('From'), '1200', 'change');
    await until(() => expect(root.querySelector<HTMLButtonElement>('form.editor [type="submit"]')?.disabled).toBe(false));
    click('form.editor button', 'Save');
    await until(() => expect(asked('segments.save')).toHaveLength(1));
    const [saved] = asked('segments.save');
    expect(saved?.version).toBe(3);
    expect(saved?.segments).toEqual([
      { id: 's1', name: 'Gold club', filter: { tiers: ['gold'] } },
      {
        id: expect.any(String),
        name: 'Kilns at risk',
        filter: { bands: ['at-risk'], products: ['kiln', 'press'], renewalDays: 30, value: { currency: 'EUR', from: 120_000 } },
      },
    ]);
  });

  it('ask before they delete, and leave editing to admins and managers', async () => {
    const { root, asked, click } = await open('#/segments');
    await until(() => expect(root.querySelector('tbody')).toBeTruthy());
    click('button', 'Delete');
    await until(() => expect(root.textContent).toContain('Delete for everybody'));
    expect(asked('segments.save')).toEqual([]);
    click('button', 'Delete for everybody');
    await until(() => expect(asked('segments.save')[0]?.segments).toEqual([]));
    page.close();
    const other = await open('#/segments', { 'report.state': () => ({ ...STATE, role: 'agent' }) });
    await until(() => expect(other.root.querySelector('tbody')).toBeTruthy());
    expect(other.root.querySelector('button')).toBeNull();
  });
});

describe('the proof', () => {
  const score = (auc: number) => ({
    auc,
    auc_interval: [auc - 0.1, auc + 0.1] as [number, number],
    lift10: 3.5,
    precision10: 0.35,
    recall10: 0.4,
  });
  const scores = { health: score(0.8), recency: score(0.7), rfm: score(0.72), decayed: score(0.74) };
  const bands = { healthy: 0.6, watch: 0.3, at_risk: 0.1, unknown: 0 };
  const base = {
    customers: 30,
    looks: 300,
    left: 30,
    rate: 0.1,
    scored_cutoffs: 5,
    scores,
    calibration: { ece: 0.05, brier: 0.1, cutoffs: 3 },
    bands,
    cutoffs: [],
  };
  const report: BacktestReport = {
    format: 1,
    from: '2025-06-01',
    to: '2026-10-01',
    events: 900,
    customers: 30,
    replayed: 30,
    horizon: 90,
    label: { by: 'activity', activity: ['purchases'] },
    model: { version: 3, formula: 1, fed: [] },
    base: { '2H': base, all: base },
    lead: { leavings: 30, at_risk: 20, at_risk_before: 18, days: 31 },
    signals: [
      {
        id: 'invoice-overdue',
        fault: 'them',
        expects: 'leave',
        fired: 20,
        customers: 12,
        right: 8,
        share: 0.4,
        interval: [0.2, 0.62],
        base: 0.1,
        early: 31,
      },
      {
        id: 'ticket-unanswered',
        fault: 'us',
        expects: 'leave',
        fired: 9,
        customers: 5,
        right: 1,
        share: 0.11,
        interval: [0.02, 0.4],
        base: 0.1,
        early: null,
      },
    ],
    pulse: { looks: 40, left: 5, pulse: score(0.65), health: score(0.78) },
    notes: [{ code: 'few-customers', args: { customers: 30, least: 50 } }],
  };

  it('shows beside each rule how often it was right, with its interval, how early, and the rate of all', async () => {
    const { root, section } = await open('#/proof', { 'backtest.read': () => ({ report, running: null, problem: null }) });
    await until(() => expect(root.querySelector('.figures')).toBeTruthy());
    const [first, second] = [...section('How often each signal was right').querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => plain(cell.textContent)),
    );
    expect(first).toEqual(['Invoice overdue', 'Theirs', '20', '40 of 100 times (20 to 62)', '10 of 100', '31 days before']);
    expect(second?.[3]).toContain('no better than chance');
    expect(section('Our judgement beside the model').querySelectorAll('tbody tr')).toHaveLength(2);
    expect(plain(root.querySelector('.figures')?.textContent)).toContain('off by 5% on average');
    expect(root.textContent).toContain('Fewer than 50 customers');
  });

  it('starts a test, follows its progress, and says why one came to nothing', async () => {
    let started = false;
    const { root, asked, click } = await open('#/proof', {
      'backtest.read': () =>
        started
          ? { report: null, running: { share: 0.4 }, problem: null }
          : { report: null, running: null, problem: { code: 'log-too-short', args: { span: 20, needed: 120, horizon: 90 } } },
      'backtest.start': () => {
        started = true;
        return null;
      },
    });
    await until(() => expect(root.textContent).toContain('The history spans 20 days; 120 days are needed.'));
    click('button', 'Test on the past');
    await until(() => expect(root.querySelector('progress')?.value).toBe(0.4));
    expect(asked('backtest.start')).toHaveLength(1);
    expect(root.querySelector<HTMLButtonElement>('button.pri')?.disabled).toBe(true);
  });

  it('leaves starting to admins and managers', async () => {
    const { root } = await open('#/proof', { 'report.state': () => ({ ...STATE, role: 'viewer' }) });
    await until(() => expect(root.textContent).toContain('No test has been made yet.'));
    expect(root.querySelector('button')).toBeNull();
  });
});

describe('the page in Persian and Arabic', () => {
  it.each([FA, AR])('runs from the right, charts too, in the reader’s digits: $language', async (locale) => {
    const { root } = await open('#/c/quillbrook/health', { 'report.state': () => ({ ...STATE, settings: { ...STATE.settings, locale } }) });
    await until(() => expect(root.querySelector('.chart .line')).toBeTruthy());
    expect(root.querySelector<HTMLElement>('.customers')?.dir).toBe('rtl');
    const xs = (root.querySelector('.chart .line')?.getAttribute('d') ?? '')
      .slice(1)
      .split('L')
      .map((point) => Number(point.split(',')[0]));
    expect([...xs].sort((a, b) => b - a)).toEqual(xs);
    expect(root.querySelector('.walk')?.textContent).not.toMatch(/[0-9]/);
  });
});
