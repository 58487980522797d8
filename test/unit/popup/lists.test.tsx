import { afterEach, describe, expect, it, vi } from 'vitest';
import { FIRST_ROWS } from '../../../extension/popup/today-list';
import { keepUnits } from '../../../shared/present/keep-units';
import { background, item, openPopup, STATE } from './open-popup';

const CURRENT = { customer: 'acme', name: 'The acme', contact: 'c1' };
afterEach(() => void vi.restoreAllMocks());

describe("today's list in the popup", () => {
  it('shows twelve rows and unfolds the rest', async () => {
    background({ today: Array.from({ length: 20 }, (_, n) => item(`c${n}`)) });
    const popup = await openPopup();
    expect(popup.all('.today ul > li')).toHaveLength(FIRST_ROWS);
    expect(popup.find('.more').textContent).toBe('8 more');
    await popup.click('.more');
    expect(popup.all('.today ul > li')).toHaveLength(20);
  });
  it('row 85: finishes a task or puts it off until tomorrow morning, and takes either back', async () => {
    const behind = background({ today: [item('acme', { task: 'T1' }), item('brook')] });
    const popup = await openPopup();
    await popup.click('.today .do button:first-child');
    expect(behind.asked('task.done')).toEqual([{ verb: 'task.done', customer: 'acme', task: 'T1' }]);
    await popup.click('.undo button');
    expect(behind.asked('note.undo')).toEqual([{ verb: 'note.undo', id: 'ACT-1' }]);
    await popup.click('.today .do button:last-child');
    const until = new Date(behind.asked('task.snooze')[0]?.until ?? 0);
    expect([until.getHours(), until.getDate()]).toEqual([10, new Date(Date.now() + 86_400_000).getDate()]);
  });
  it('row 33: does, logs or puts aside the row that has the focus by one key, also on a keyboard of other letters', async () => {
    const behind = background({ today: [item('acme', { task: 'T1' }), item('brook', { log: 'email' })] });
    const popup = await openPopup();
    const [acme = '', brook = ''] = ['acme', 'brook'].map((id) => `.today [data-row="row:${id}"]`);
    expect(popup.find(acme).getAttribute('aria-keyshortcuts')).toBe('d l s');
    await popup.press(acme, 'd');
    expect(behind.asked('task.done')).toMatchObject([{ task: 'T1' }]);
    await popup.press(acme, 'ی', { code: 'KeyD' });
    expect(behind.asked('task.done')).toHaveLength(2);
    await popup.press(acme, 's');
    expect(behind.asked('task.snooze')).toHaveLength(1);
    await popup.press(acme, 'd', { ctrlKey: true });
    expect(behind.asked('task.done')).toHaveLength(2);
    await popup.press(brook, 'L');
    expect(popup.find('.log h2').textContent).toContain('The brook');
    expect(popup.find<HTMLInputElement>('.kinds input:checked').value).toBe('email');
  });
  it('logs the contact that a date asks for, keeps the row away until its next stage, and takes back both', async () => {
    const behind = background({ today: [item('acme', { log: 'call' })] });
    const popup = await openPopup();
    await popup.click('.today [data-act="do"]');
    expect(behind.asked('note.save')).toMatchObject([{ customer: 'acme', kind: 'call' }]);
    expect(behind.asked('today.aside')).toMatchObject([{ id: 'row:acme' }]);
    await popup.click('.undo button');
    expect(behind.asked('note.undo')).toMatchObject([{ id: 'NOTE-1' }]);
    expect(behind.asked('today.aside').at(-1)).toMatchObject({ id: 'row:acme', until: 0 });
  });
  it('ends a warning by the word of ours that ends it, and puts one aside until a day and for a reason', async () => {
    const behind = background({ today: [item('acme', { signal: 'promise-missed' })] });
    const closing = { label: 'Kept', kind: 'promise', ids: ['P-1'], how: 'yes' } as const;
    const signal = { id: 'promise-missed', severity: 'high', severityWord: 'High', text: '', whose: '', age: '', evidence: '' } as const;
    behind.judged({ signals: [{ ...signal, seen: '', snoozed: '', caps: '', closings: [{ ...closing, ids: ['P-1'] }], act: null }] });
    const popup = await openPopup();
    await popup.press('.today .item', 'd');
    expect(behind.asked('judge')).toMatchObject([{ customer: 'acme', judgement: { do: 'close', kind: 'promise', how: 'yes' } }]);
    await popup.press('.today .item', 's');
    await popup.click('.today .snooze [value="agreed"]');
    await popup.click('.today .snooze [type="submit"]');
    const snoozed = behind.asked('judge').at(-1)?.judgement;
    expect(snoozed).toMatchObject({ do: 'snooze', signal: 'promise-missed', reason: 'agreed' });
    expect(snoozed?.do === 'snooze' && snoozed.until > Date.now()).toBe(true);
  });
  it('says on every row why it stands there, and of them all how they are ordered', async () => {
    background({ today: [item('acme', { why: 'Loyal: gold. 30 points lost', broken: true, kind: 'Not kept', warn: 'New and at risk' })] });
    const popup = await openPopup();
    expect(popup.find('.today .reason').textContent).toBe(keepUnits('Loyal: gold. 30 points lost'));
    expect(popup.find('.today .caution').textContent).toBe('New and at risk');
    expect(popup.find('.today .is-broken .when').textContent).toContain('Not kept');
    expect(popup.all('.today .order li')).toHaveLength(4);
  });
  it('offers nothing to do to who may only look', async () => {
    const behind = background({ connection: { ...STATE.connection, role: 'viewer' }, today: [item('acme', { task: 'T1' })] });
    const popup = await openPopup();
    expect(popup.all('.today .do')).toEqual([]);
    await popup.press('.today .item', 'd');
    expect(behind.asked('task.done')).toEqual([]);
  });
  it('goes from row to row by the arrows', async () => {
    background({ today: [item('acme'), item('brook')] });
    const popup = await openPopup();
    popup.find('.today .item').focus();
    await popup.press('.today .item', 'ArrowDown');
    expect(document.activeElement).toBe(popup.all('.today .item')[1]);
  });
  it('gives names of another script their own direction', async () => {
    background({ today: [item('alvand', { name: 'صنایع چوب الوند' })] });
    const popup = await openPopup();
    expect(popup.find('.today bdi.sub').textContent).toBe('صنایع چوب الوند');
  });
});

describe('search in the popup', () => {
  it('is reached by / from anywhere, also from an empty note', async () => {
    background({ current: CURRENT });
    const popup = await openPopup();
    await popup.press('textarea', '/');
    expect(document.activeElement).toBe(popup.find('.search input'));
  });
  it('leaves / to a note that was begun', async () => {
    background({ current: CURRENT });
    const popup = await openPopup();
    await popup.type('textarea', '24');
    await popup.press('textarea', '/');
    expect(document.activeElement).toBe(popup.find('textarea'));
  });
  it('chooses by arrows and Enter, and tells a screen reader how many there are', async () => {
    background();
    const popup = await openPopup();
    await popup.type('.search input', 'r');
    expect(popup.find('.search [role="status"]').textContent).toBe('2 found');
    await popup.press('.search input', 'ArrowDown');
    expect(popup.find('.search input').getAttribute('aria-activedescendant')).toBe('found-1');
    await popup.press('.search input', 'Enter');
    expect(popup.find('.log h2').textContent).toContain('The cairn');
    expect(popup.all('.found')).toEqual([]);
  });
  it('says that nobody fits', async () => {
    background();
    const popup = await openPopup();
    await popup.type('.search input', 'zzz');
    expect(popup.find('.none').textContent?.replace(/[\u2066-\u2069]/g, '')).toBe('No customer fits “zzz”.');
  });
  it('and the note take the direction of the page until something is typed', async () => {
    background({ current: CURRENT });
    const popup = await openPopup();
    for (const field of ['.search input', 'textarea']) {
      expect(popup.find(field).hasAttribute('dir')).toBe(false);
      await popup.type(field, 'r');
      expect(popup.find(field).getAttribute('dir')).toBe('auto');
    }
  });
});

describe('the popup', () => {
  it('sends a browser that is not connected to the options, and says so when access was taken away', async () => {
    background({ connection: { ...STATE.connection, paired: false } });
    expect((await openPopup()).find('h1').textContent).toBe('Vafa is not connected yet');
    background({ connection: { ...STATE.connection, paired: false, revoked: true } });
    expect((await openPopup()).find('h1').textContent).toBe('This device no longer has access');
  });
  it.each([
    ['offline', { online: false }, 'Offline'],
    ['without the server', { reachable: false }, 'The server does not answer'],
    ['on an old build', { updateNeeded: true }, 'Vafa needs an update'],
  ])('names the state %s', async (_, part, text) => {
    background({ connection: { ...STATE.connection, ...part } });
    expect((await openPopup()).find('footer .trouble').textContent).toBe(text);
  });
  it('lists what waits to be sent, and why something was refused, which can be let go', async () => {
    const row = { id: 'n', at: 1, title: 'Call', customer: 'The acme', attempts: 1 };
    const behind = background({
      connection: { ...STATE.connection, waiting: 2 },
      outbox: [
        { ...row, state: 'waiting', problem: '' },
        { ...row, id: 'm', state: 'refused', problem: 'Your role does not allow this.' },
      ],
    });
    const popup = await openPopup();
    await popup.click('footer [aria-expanded]');
    expect(popup.all('.outbox li').map((li) => li.lastElementChild?.textContent)).toEqual([
      'waiting',
      'Your role does not allow this.Remove',
    ]);
    await popup.click('.outbox .refused button');
    expect(behind.asked('note.undo')).toEqual([{ verb: 'note.undo', id: 'm' }]);
  });
  it('is drawn from right to left in Persian, in the chosen theme', async () => {
    const locale = { ...STATE.settings.locale, language: 'fa', tag: 'fa-IR', digits: 'arabext', calendar: 'persian' } as const;
    background({ settings: { ...STATE.settings, locale, theme: 'dark' } });
    const popup = await openPopup();
    expect(popup.find('main').dir).toBe('rtl');
    expect(popup.find('main').dataset.vafaTheme).toBe('dark');
    expect(document.documentElement.dir).toBe('rtl');
  });
});
