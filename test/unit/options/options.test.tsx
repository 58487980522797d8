import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { OptionsState } from '../../../extension/options/app';
import { readOrigin } from '../../../extension/options/grant';
import { openOptions, ROUNDCUBE, START } from './open-options';

let requested: string[] = [];
let allows = true;
beforeEach(() => {
  requested = [];
  allows = true;
  (browser as unknown as Record<string, object>).permissions = {
    request: async ({ origins }: { origins: string[] }) => {
      requested.push(...origins);
      return allows;
    },
  };
});

describe('the options', () => {
  it('change language with the calendar, digits and money it brings, and the page with them', async () => {
    const page = await openOptions();
    await page.choose('Language', 'fa');
    expect(page.saved()[0]?.locale).toMatchObject({ language: 'fa', calendar: 'persian', digits: 'arabext', toman: true, timeZone: 'UTC' });
    expect(page.root.querySelector('h1')?.textContent).toBe('تنظیمات وفا');
    expect(page.root.querySelector('main')?.dir).toBe('rtl');
    // The page itself follows after the next frame.
    await vi.waitFor(() => expect(document.documentElement.dir).toBe('rtl'));
  });
  it('change calendar, digits and time zone one by one', async () => {
    const page = await openOptions();
    await page.choose('Calendar', 'persian');
    await page.choose('Digits', 'arab');
    await page.choose('Time zone', 'Asia/Tehran');
    expect(page.saved().at(-1)?.locale).toMatchObject({ language: 'en', calendar: 'persian', digits: 'arab', timeZone: 'Asia/Tehran' });
    expect(page.root.querySelector('.toast')?.textContent).toBe('Saved');
  });
  it('set quiet hours and how many reminders are bundled', async () => {
    const page = await openOptions();
    page.labelled('Quiet hours').click();
    await page.settle();
    expect(page.saved()[0]?.quietHours).toEqual({ from: '18:00', to: '08:30' });
    await page.choose('from', '22:00');
    expect(page.saved().at(-1)?.quietHours).toEqual({ from: '22:00', to: '08:30' });
    await page.choose('One notification for many', '5');
    expect(page.saved().at(-1)?.digestAfter).toBe(5);
  });
  it('show a notification as a test, and say so where none can be shown', async () => {
    const page = await openOptions();
    const create = vi.spyOn(browser.notifications, 'create').mockResolvedValueOnce('x' as never);
    await page.click('Send a test notification');
    expect(create.mock.calls[0]?.[1]).toMatchObject({ title: 'Vafa', message: 'This is how a reminder looks.' });
    create.mockRejectedValueOnce(new Error('denied'));
    await page.click('Send a test notification');
    expect(page.root.querySelector('[role="alert"]')?.textContent).toContain('does not show notifications');
  });
});

describe('pairing in the options', () => {
  const notPaired = { connection: { ...START.connection, paired: false, url: '' } };
  it('asks leave for that one address, shows the code to compare, and opens the approval', async () => {
    const open = vi.spyOn(browser.tabs, 'create').mockResolvedValue({} as never);
    const page = await openOptions(notPaired);
    await page.type('Workspace address', 'vafa.example');
    await page.click('Get a code');
    expect(requested).toEqual(['https://vafa.example/*']);
    expect(page.root.querySelector('.code')?.textContent).toContain('ABCD-EFGH');
    expect(open).toHaveBeenCalledWith({ url: 'https://vafa.example/approve' });
  });
  it('goes no further without that leave, or with what is no address', async () => {
    const page = await openOptions(notPaired);
    await page.type('Workspace address', 'not an address');
    await page.click('Get a code');
    expect(page.root.querySelector('[role="alert"]')?.textContent).toContain('not a web address');
    allows = false;
    await page.type('Workspace address', 'vafa.example');
    await page.click('Get a new code');
    expect(page.root.querySelector('[role="alert"]')?.textContent).toContain('Without that leave');
    expect(page.asked('pair.start')).toEqual([]);
  });
  it('disconnects only after it has said what goes', async () => {
    const page = await openOptions();
    await page.click('Disconnect');
    expect(page.asked('pair.end')).toEqual([]);
    expect(page.root.querySelector('.sure')?.textContent).toContain('saved copy on this device goes');
    await page.click('Disconnect');
    expect(page.asked('pair.end')).toHaveLength(1);
  });
});

describe('sites in the options', () => {
  it('allow one host after the browser has', async () => {
    const page = await openOptions();
    await page.type('Address of the mail', 'https://tickets.example.com:8443/rt');
    await page.choose('Program', 'generic');
    await page.click('Allow');
    expect(requested).toEqual(['https://tickets.example.com/*']);
    expect(page.asked('site.granted')).toEqual([{ verb: 'site.granted', origin: 'https://tickets.example.com:8443', site: 'generic' }]);
  });
  it('say that the browser did not give leave', async () => {
    allows = false;
    const page = await openOptions();
    await page.click('Allow Gmail');
    expect(page.asked('site.granted')).toEqual([]);
    expect(page.root.querySelector('[role="alert"]')?.textContent?.replace(/[\u2066-\u2069]/g, '')).toBe(
      'The browser did not give leave for mail.google.com.',
    );
  });
  it('offer sites that nobody checked only behind a switch, by that name, each by its own address', async () => {
    const page = await openOptions({
      known: [
        ...START.known,
        { id: 'proton', name: 'Proton Mail', matches: ['https://mail.proton.me/*'], unverified: true },
        { id: 'zendesk', name: 'Zendesk', matches: ['https://*.zendesk.com/*'], unverified: true },
      ],
    });
    expect(page.root.textContent).not.toMatch(/Proton|Zendesk/);
    page.labelled('Also offer sites').click();
    await page.settle();
    await page.type('Address of the mail', 'acme.zendesk.com');
    await page.choose('Program', 'zendesk');
    await page.click('Allow');
    expect(requested).toEqual(['https://acme.zendesk.com/*']);
    await page.click('Allow Proton Mail (not checked yet)');
    expect(requested).toEqual(['https://acme.zendesk.com/*', 'https://mail.proton.me/*']);
    expect(page.asked('site.granted')).toEqual([
      { verb: 'site.granted', origin: 'https://acme.zendesk.com', site: 'zendesk' },
      { verb: 'site.granted', origin: 'https://mail.proton.me', site: 'proton' },
    ]);
  });
  it('tell how reading goes, and count mail as contact only where it is switched on', async () => {
    const page = await openOptions({ sites: [{ ...ROUNDCUBE, state: 'unrecognised' }] });
    expect(page.root.querySelector('.sites .problem')?.textContent).toBe('page changed');
    expect(page.labelled('Opened and sent mail').checked).toBe(false);
    page.labelled('Opened and sent mail').click();
    await page.settle();
    expect(page.saved()[0]?.mailAsContact).toEqual({ 'mail.example.com': true });
  });
  it('let the user point at the sender in the open tab of a site that no program is known for', async () => {
    const tabs = vi.spyOn(browser.tabs, 'query').mockResolvedValue([] as never);
    vi.spyOn(browser.tabs, 'update').mockResolvedValue({} as never);
    const page = await openOptions({ sites: [{ ...ROUNDCUBE, site: 'generic' }] });
    await page.click('Point at the sender');
    expect(page.root.querySelector('[role="alert"]')?.textContent).toContain('No tab of this site is open');
    tabs.mockResolvedValue([{ id: 4, url: 'https://mail.example.com/ticket/1' }] as never);
    await page.click('Point at the sender');
    expect(page.asked('site.pick')).toEqual([{ verb: 'site.pick', tab: 4 }]);
  });
});

describe('a site that nobody checked', () => {
  const PROTON = { host: 'mail.proton.me', origin: 'https://mail.proton.me', site: 'proton', granted: true, state: 'ok' } as const;
  const known = [...START.known, { id: 'proton', name: 'Proton', matches: [], unverified: true as const }];
  it.each([
    ['not checked yet', {}],
    ['confirmed on ', { checked: [{ strategy: 's', right: true, at: Date.UTC(2026, 10, 1, 12) }] }],
    ['read wrongly, so off', { checked: [{ strategy: 's', right: false, at: 1 }] }],
  ])('is shown as %s', async (words, part) => {
    const { root } = await openOptions({ known, sites: [{ ...PROTON, ...part }] } as Partial<OptionsState>);
    expect(root.querySelector('.sites li')?.textContent).toContain(words);
  });
});

describe('the demo in the options', () => {
  it('is there only in a trial build, for an admin', async () => {
    const shown = async (part: Partial<OptionsState>) => (await openOptions(part)).root.textContent?.includes('Demo data');
    expect(await shown({})).toBe(false);
    expect(await shown({ mode: 'demo' })).toBe(true);
    expect(await shown({ mode: 'demo', connection: { ...START.connection, role: 'agent' } })).toBe(false);
  });
  it('is removed after a question, and says when that failed', async () => {
    const page = await openOptions({ mode: 'demo' });
    await page.click('Remove the demo data');
    expect(page.asked('demo.remove')).toEqual([]);
    await page.click('Remove the demo data');
    expect(page.asked('demo.remove')).toHaveLength(1);
    expect(page.root.textContent).toContain('Demo data removed');
    const failing = await openOptions({ mode: 'demo' }, { 'demo.remove': 'The server does not answer.' });
    await failing.click('Remove the demo data');
    await failing.click('Remove the demo data');
    expect(failing.root.querySelector('[role="alert"]')?.textContent).toBe('The server does not answer.');
  });
});

describe('warnings and dates', () => {
  const signal = (id: string, part: object) => ({
    id,
    fault: 'us',
    expects: 'leave',
    fired: 80,
    customers: 40,
    right: 8,
    share: 0.4,
    ...part,
  });
  const report = {
    signals: [
      signal('ticket-unanswered', { interval: [0.3, 0.5], base: 0.1, early: 20 }),
      signal('impersonal-contact', { share: 0.09, interval: [0.05, 0.15], base: 0.1, early: 3 }),
      signal('long-waits', { customers: 19, share: 0.01, interval: [0, 0.1], base: 0.1, early: 3 }),
    ],
  };
  it('are told of own customers only until somebody chooses, with days off as in the reader’s country', async () => {
    const options = await openOptions();
    expect(options.labelled('Whose customers').value).toBe('own');
    expect(options.labelled('Saturday').checked).toBe(true);
    expect(options.labelled('Friday').checked).toBe(false);
    await options.choose('Whose customers', 'covered');
    expect(options.saved().at(-1)?.alerts.whose).toBe('covered');
    options.labelled('Friday').click();
    await options.settle();
    expect(options.saved().at(-1)?.alerts.restDays?.slice().sort()).toEqual([0, 5, 6]);
    await options.click('As usual here');
    expect(options.saved().at(-1)?.alerts.restDays).toBe(null);
  });
  it('stand each with how often it was right here, and one that cries wolf can be muted', async () => {
    const options = await openOptions({}, {}, { 'backtest.read': { report, running: null, problem: null } });
    const details = options.root.querySelector<HTMLDetailsElement>('.alerts details');
    if (!details) throw new Error('no list of warnings');
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await options.settle();
    const rule = (name: string) => [...options.root.querySelectorAll('.alerts .rule')].find((row) => row.textContent?.startsWith(name));
    const plain = (text: string | null | undefined) => text?.replace(/[\u2066-\u2069]/g, '');
    expect(plain(rule('Ticket unanswered')?.textContent)).toContain('Right 40 of 100 times (10 of all), 40 customers');
    // Not better than chance, over enough customers; the third has too few to say so.
    expect(
      [...options.root.querySelectorAll('.wolf')].map((wolf) => plain(wolf.parentElement?.querySelector('label span')?.textContent)),
    ).toEqual(['Only formal contact']);
    await options.click('Mute');
    expect(options.saved().at(-1)?.alerts.rules).toEqual({ 'impersonal-contact': 'off' });
    expect(options.root.querySelectorAll('.wolf')).toHaveLength(0);
    await options.choose('Ticket unanswered', 'digest');
    expect(options.saved().at(-1)?.alerts.rules).toEqual({ 'impersonal-contact': 'off', 'ticket-unanswered': 'digest' });
    await options.choose('Ticket unanswered', '');
    expect(options.saved().at(-1)?.alerts.rules).toEqual({ 'impersonal-contact': 'off' });
  });
});

describe('an address typed in the options', () => {
  it.each([
    ['mail.example.com', 'https://mail.example.com'],
    ['http://localhost:8080/mail', 'http://localhost:8080'],
    ['https://mail.example.com/?_task=mail', 'https://mail.example.com'],
    ['word', null],
    ['', null],
    ['javascript:alert(1)', null],
  ])('%s is read as %s', (typed, origin) => expect(readOrigin(typed)).toBe(origin));
});
