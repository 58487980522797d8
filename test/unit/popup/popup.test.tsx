import { afterEach, describe, expect, it, vi } from 'vitest';
import { UNDO_MS } from '../../../extension/popup/undo-bar';
import { background, item, openPopup, STATE } from './open-popup';

const CURRENT = { customer: 'acme', name: 'The acme', contact: 'c1' };
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('row 106: the quick log', () => {
  it('is prefilled with the customer on the current tab; two interactions log a contact: type, save', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    expect(popup.find('.log h2').textContent).toContain('The acme');
    expect(document.activeElement).toBe(popup.find('textarea'));
    await popup.type('textarea', 'Spoke with Tamsin');
    await popup.press('textarea', 'Enter', { ctrlKey: true });
    expect(behind.asked('note.save')).toEqual([
      {
        verb: 'note.save',
        customer: 'acme',
        contact: 'c1',
        kind: 'call',
        text: 'Spoke with Tamsin',
        remindAt: null,
        tab: 7,
        id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      },
    ]);
    expect(popup.find('.undo').textContent).toContain('Saved');
  });
  it('saves with ⌘ and Enter too, and a kind and a reminder with it', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('input[value="meeting"]');
    await popup.type('.due input', 'in a week');
    await popup.type('textarea', 'Met');
    await popup.press('textarea', 'Enter', { metaKey: true });
    expect(behind.asked('note.save')[0]).toMatchObject({ kind: 'meeting', remindAt: expect.any(Number) });
    expect(behind.asked('note.save')[0]?.remindAt).toBeGreaterThan(Date.now());
  });
  it('says that a note saved without a connection waits to be sent', async () => {
    background({ current: CURRENT, connection: { ...STATE.connection, online: false } });
    const popup = await openPopup();
    await popup.type('textarea', 'Called');
    await popup.press('textarea', 'Enter', { ctrlKey: true });
    expect(popup.find('.undo').textContent).toContain('Saved here, waiting to send');
  });
  it('keeps the text, in the field and as a draft, where the note could not be saved', async () => {
    const behind = background({ current: CURRENT });
    behind.refuse({ 'note.save': { code: 'storage', text: 'No room.' } });
    const popup = await openPopup();
    await popup.type('textarea', 'Called');
    await popup.press('textarea', 'Enter', { ctrlKey: true });
    expect(popup.find('[role="alert"]').textContent).toBe('No room. Not saved. Your text is kept here.');
    expect(popup.find<HTMLTextAreaElement>('textarea').value).toBe('Called');
    expect(behind.kept.get('acme')?.text).toBe('Called');
  });
  it('asks for a few words where a bare note has none', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('input[value="note"]');
    await popup.click('.log button[type="submit"]');
    expect(behind.asked('note.save')).toEqual([]);
    expect(popup.find('[role="alert"]').textContent).toBe('Write a few words first.');
  });
});

describe('a draft', () => {
  it('is there again after the popup was closed in the middle of a word', async () => {
    const behind = background({ current: CURRENT });
    const first = await openPopup();
    await first.type('textarea', 'Half a sen');
    first.close();
    expect(behind.kept.get('acme')?.text).toBe('Half a sen');
    const second = await openPopup();
    expect(second.find<HTMLTextAreaElement>('textarea').value).toBe('Half a sen');
  });
  it('is kept for each customer while one goes from one to the other and back', async () => {
    const behind = background({ current: CURRENT, today: [item('brook')] });
    const popup = await openPopup();
    await popup.type('textarea', 'For acme');
    await popup.click('.today .item');
    expect(popup.find<HTMLTextAreaElement>('textarea').value).toBe('');
    await popup.type('textarea', 'For brook');
    await popup.click('.log .back');
    expect(popup.find<HTMLTextAreaElement>('textarea').value).toBe('For acme');
    await popup.click('.today .item');
    expect(popup.find<HTMLTextAreaElement>('textarea').value).toBe('For brook');
    expect([...behind.kept.keys()].sort()).toEqual(['acme', 'brook']);
  });
  it('is offered where another customer is open or none', async () => {
    const behind = background();
    behind.kept.set('brook', { customer: 'brook', name: 'The brook', kind: 'call', text: 'Begun', remindAt: null });
    const popup = await openPopup();
    expect(popup.find('.hint').textContent).not.toBe('');
    await popup.click('.begun button');
    expect(popup.find<HTMLTextAreaElement>('textarea').value).toBe('Begun');
  });
  it('is gone once the note is saved, even where its last letter was still on its way', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    const field = popup.find<HTMLTextAreaElement>('textarea');
    for (const text of ['C', 'Ca', 'Cal']) {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await popup.press('textarea', 'Enter', { ctrlKey: true });
    await popup.settle();
    expect(behind.kept.size).toBe(0);
  });
  it('forgets a reminder whose time has passed', async () => {
    const behind = background({ current: CURRENT });
    behind.kept.set('acme', { customer: 'acme', name: 'The acme', kind: 'call', text: 'Begun', remindAt: 1000 });
    const popup = await openPopup();
    expect(popup.find<HTMLInputElement>('.due input').value).toBe('');
  });
});

describe('undo', () => {
  it('takes the note back for eight seconds and puts its text into the form again', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.type('textarea', 'Called');
    await popup.press('textarea', 'Enter', { ctrlKey: true });
    expect(popup.find<HTMLTextAreaElement>('textarea').value).toBe('');
    await popup.click('.undo button');
    expect(behind.asked('note.undo')).toEqual([{ verb: 'note.undo', id: 'NOTE-1' }]);
    expect(popup.find<HTMLTextAreaElement>('textarea').value).toBe('Called');
    expect(popup.all('.undo')).toEqual([]);
  });
  it('ends after those eight seconds', async () => {
    background({ current: CURRENT });
    const popup = await openPopup();
    await popup.type('textarea', 'Called');
    vi.useFakeTimers();
    popup.find('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }));
    await vi.advanceTimersByTimeAsync(UNDO_MS - 100);
    expect(popup.all('.undo')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(300);
    expect(popup.all('.undo')).toEqual([]);
  });
});
