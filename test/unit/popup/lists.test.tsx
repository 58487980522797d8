import { afterEach, describe, expect, it, vi } from 'vitest';
import { FIRST_ROWS } from '../../../extension/popup/today-list';
import { background, item, openPopup, STATE } from './open-popup';

const CURRENT = { customer: 'acme', name: 'The acme', contact: 'c1' };
afterEach(() => void vi.restoreAllMocks());

describe("today's list in the popup", () => {
  it('shows twelve rows and unfolds the rest', async () => {
    background({ today: Array.from({ length: 20 }, (_, n) => item(`c${n}`)) });
    const popup = await openPopup();
    expect(popup.all('.today li')).toHaveLength(FIRST_ROWS);
    expect(popup.find('.more').textContent).toBe('8 more');
    await popup.click('.more');
    expect(popup.all('.today li')).toHaveLength(20);
  });
  it('row 85: finishes a task or puts it off until tomorrow morning, and takes either back', async () => {
    const behind = background({ today: [item('acme', { task: 'T1' }), item('brook')] });
    const popup = await openPopup();
    expect(popup.all('.today .do')).toHaveLength(1);
    await popup.click('.today .do button:first-child');
    expect(behind.asked('task.done')).toEqual([{ verb: 'task.done', customer: 'acme', task: 'T1' }]);
    await popup.click('.undo button');
    expect(behind.asked('note.undo')).toEqual([{ verb: 'note.undo', id: 'ACT-1' }]);
    await popup.click('.today .do button:last-child');
    const until = new Date(behind.asked('task.snooze')[0]?.until ?? 0);
    expect([until.getHours(), until.getDate()]).toEqual([10, new Date(Date.now() + 86_400_000).getDate()]);
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
    expect(popup.find('.none').textContent?.replace(/[\u2066-\u2069]/g, '')).toBe('No customer fits "zzz".');
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
  it('lists what waits to be sent, and why something was refused', async () => {
    const row = { id: 'n', at: 1, title: 'Call', customer: 'The acme', attempts: 1 };
    background({
      connection: { ...STATE.connection, waiting: 2 },
      outbox: [
        { ...row, state: 'waiting', problem: '' },
        { ...row, id: 'm', state: 'refused', problem: 'Your role does not allow this.' },
      ],
    });
    const popup = await openPopup();
    await popup.click('footer [aria-expanded]');
    expect(popup.all('.outbox li').map((li) => li.lastElementChild?.textContent)).toEqual(['waiting', 'Your role does not allow this.']);
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
