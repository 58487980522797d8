import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LogContext } from '../../../extension/log-protocol';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultLocale } from '../../../shared/i18n/default-locale';
import { events } from '../events';
import { background, openPopup, STATE } from './open-popup';

const CURRENT = { customer: 'acme', name: 'The acme', contact: 'c1' };
const e = events('acme');
const past = (days: number) => Date.now() - days * DAY;
const known = (part: Partial<LogContext> = {}, extra: Parameters<typeof fold>[0] = []): LogContext => ({
  now: Date.now(),
  me: 'u1',
  users: { u1: 'Maya', u2: 'Ola Berg', u3: 'Olaf Dahl' },
  facts: fold([
    e['customer.profile'](past(9), { name: 'The acme', channel: 'phone', interests: ['speed'] }),
    e['contact.set'](past(9), { contact: 'c1', name: 'Tamsin Orrell', nickname: 'Tam', role: 'Owner', email: 'tamsin@acme.example' }),
    ...extra,
  ]),
  first: null,
  stranger: null,
  askWhyStay: false,
  ...part,
});
const save = (popup: Awaited<ReturnType<typeof openPopup>>) => popup.press('textarea', 'Enter', { ctrlKey: true });
const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

afterEach(() => vi.restoreAllMocks());

describe('row 106: a follow-up in words', () => {
  it.each([
    ['en-GB', 'Thursday'],
    ['fa-IR', 'پنجشنبه'],
    ['ar-SA', 'الخميس'],
  ])('is understood in %s, says which day it is, and is saved as that day', async (tag, words) => {
    const locale = defaultLocale(tag, 'UTC');
    const behind = background({ current: CURRENT, settings: { ...STATE.settings, locale } });
    const popup = await openPopup();
    await popup.type('.due input', words);
    await until(() => expect(popup.find('#due-read').textContent).not.toBe(''));
    await save(popup);
    await until(() => expect(behind.asked('note.save')).toHaveLength(1));
    const at = behind.asked('note.save')[0]?.remindAt ?? 0;
    expect(new Date(at).getUTCDay()).toBe(4);
    expect(at).toBeGreaterThan(Date.now());
  });
  it('is asked about where it may be two days, and nothing is saved before it is one', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.type('.due input', 'next Friday');
    await save(popup);
    await until(() => expect(popup.all('#due-read button')).toHaveLength(2));
    expect(behind.asked('note.save')).toEqual([]);
    await popup.click('#due-read button:nth-of-type(2)');
    await save(popup);
    await until(() => expect(behind.asked('note.save')).toHaveLength(1));
    expect(new Date(behind.asked('note.save')[0]?.remindAt ?? 0).getUTCDay()).toBe(5);
  });
  it('that is not understood says so and saves nothing', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.type('.due input', 'some day');
    await save(popup);
    expect(behind.asked('note.save')).toEqual([]);
    expect(popup.find('[role="alert"]').textContent).toContain('not clear');
  });
});

describe('row 106: one note', () => {
  it('keeps its id when its answer was lost and it is saved again, and gets another for the next note', async () => {
    const behind = background({ current: CURRENT });
    behind.refuse({ 'note.save': { code: 'background.gone', text: '' } });
    const popup = await openPopup();
    await popup.type('textarea', 'Called');
    await save(popup);
    await until(() => expect(behind.asked('note.save')).toHaveLength(1));
    popup.close();
    const again = await openPopup();
    behind.refuse({});
    await save(again);
    await until(() => expect(behind.asked('note.save')).toHaveLength(2));
    await again.type('textarea', 'Another');
    await save(again);
    await until(() => expect(behind.asked('note.save')).toHaveLength(3));
    const [first, second, third] = behind.asked('note.save').map(({ id }) => id);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
  it('warns that the conversation is logged already, by whom and when', async () => {
    const behind = background({ current: CURRENT });
    behind.knows(known({ first: { id: 'N1', at: past(2), by: 'u2' } }));
    const popup = await openPopup();
    await until(() => expect(popup.find('[data-warns="again"]').textContent).toContain('Ola Berg'));
    expect(popup.find('[data-warns="again"] button').textContent).toBe('See the note');
  });
  it('names a colleague after an @, by the keys alone', async () => {
    const behind = background({ current: CURRENT });
    behind.knows(known());
    const popup = await openPopup();
    await until(() => expect(popup.all('.known-box')).toHaveLength(1));
    const field = popup.find<HTMLTextAreaElement>('textarea');
    field.value = 'For @Ol';
    field.setSelectionRange(7, 7);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => expect(popup.all('[role="option"]').map(({ textContent }) => textContent)).toEqual(['Ola Berg', 'Olaf Dahl']));
    await popup.press('textarea', 'ArrowDown');
    await popup.press('textarea', 'Enter');
    await until(() => expect(popup.find<HTMLTextAreaElement>('textarea').value).toBe('For @Olaf Dahl '));
    await save(popup);
    await until(() => expect(behind.asked('note.save')[0]).toMatchObject({ mentions: ['u3'] }));
  });
  it('takes direction, mood, three reasons and a topic behind "more"', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    expect(popup.all('.more-fields')).toEqual([]);
    await popup.click('[aria-controls="note-more"]');
    for (const code of ['price', 'trust', 'value']) await popup.click(`.more-fields input[value="${code}"]`);
    expect(popup.find<HTMLInputElement>('.more-fields input[value="use"]').disabled).toBe(true);
    await popup.click('.more-fields .kinds label:nth-of-type(2) input');
    const topic = popup.find('.more-fields select') as unknown as HTMLSelectElement;
    topic.value = 'differentiator';
    topic.dispatchEvent(new Event('change', { bubbles: true }));
    await save(popup);
    await until(() =>
      expect(behind.asked('note.save')[0]).toMatchObject({
        direction: 'in',
        reasons: ['price', 'trust', 'value'],
        about: 'differentiator',
      }),
    );
  });
});

describe('around the note', () => {
  it('row 96: a mail to who prefers the phone is warned of, and a call is not', async () => {
    const behind = background({ current: CURRENT });
    behind.knows(known());
    const popup = await openPopup();
    await until(() => expect(popup.all('.known-box')).toHaveLength(1));
    expect(popup.all('[data-warns="channel"]')).toEqual([]);
    await popup.click('input[value="email"]');
    expect(popup.find('[data-warns="channel"]').textContent).toContain('They prefer phone.');
  });
  it('row 52: how much is known stands there before anybody writes', async () => {
    const behind = background({ current: CURRENT });
    behind.knows(known());
    const popup = await openPopup();
    await until(() => expect(popup.find('.known-box summary').textContent).toBe('What we know 3 of 8 known'));
  });
  it('row 63: whoever uses it most is to be asked why they stay, and the answer is noted as that', async () => {
    const behind = background({ current: CURRENT });
    behind.knows(known({ askWhyStay: true }));
    const popup = await openPopup();
    await until(() => expect(popup.all('.ask button')).toHaveLength(1));
    await popup.click('.ask button');
    await popup.type('textarea', 'We answer at night');
    await save(popup);
    await until(() => expect(behind.asked('note.save')[0]).toMatchObject({ about: 'why-stay' }));
  });
  it('row 95: one click copies a check-in in the writer’s own words and logs it as a gesture of care', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void copied.push(text) },
      configurable: true,
    });
    const behind = background({ current: CURRENT });
    behind.knows(known());
    behind.has({ signOff: 'Maya', links: 'https://us.example' });
    const popup = await openPopup();
    const button = () => popup.all('.log .foot .btn.txt').find(({ textContent }) => textContent === 'Check-in');
    await until(() => expect(button()).toBeTruthy());
    button()?.click();
    await until(() =>
      expect(behind.asked('note.save')[0]).toMatchObject({ kind: 'email', direction: 'out', about: 'gesture', care: true }),
    );
    expect(copied[0]).toMatch(/^Hello Tam,\n\n[\s\S]+\n\nMaya\n\nhttps:\/\/us\.example$/);
    expect(behind.asked('note.save')[0]?.text).not.toContain('Hello');
  });
  it('row 103: the people of the customer stand by name, nickname and role, whoever wrote the mail first; one is added in place', async () => {
    const behind = background({ current: CURRENT });
    behind.knows(known({}, [e['contact.set'](past(8), { contact: 'c0', name: 'Adam' })]));
    const popup = await openPopup();
    await until(() => expect(popup.all('.people li')).toHaveLength(2));
    expect(popup.find('.people li').textContent?.replace(/[\u2066-\u2069]/g, '')).toContain('Tamsin Orrell “Tam” wrote the open message');
    expect(popup.find('.people li').textContent).toContain('Owner');
    await popup.click('.people > .btn');
    await popup.type('.person input', 'Bo');
    await popup.click('.person [type="submit"]');
    await until(() => expect(behind.asked('contact.save')[0]).toMatchObject({ customer: 'acme', name: 'Bo', email: '' }));
  });
  it('row 103: a stranger is added only where it is ticked', async () => {
    const behind = background({ current: CURRENT, stranger: { address: 'jo@new.example', name: 'Jo' } });
    behind.knows(known({ stranger: { address: 'jo@new.example', name: 'Jo' } }));
    const popup = await openPopup();
    await until(() => expect(popup.all('.stranger')).toHaveLength(1));
    await popup.type('textarea', 'One');
    await save(popup);
    await until(() => expect(behind.asked('note.save')).toHaveLength(1));
    await popup.click('.stranger input');
    await popup.type('.stranger .pair input:nth-child(2)', 'Buyer');
    await popup.type('textarea', 'Two');
    await save(popup);
    await until(() => expect(behind.asked('note.save')).toHaveLength(2));
    expect(behind.asked('note.save').map(({ add }) => add)).toEqual([undefined, { name: 'Jo', role: 'Buyer' }]);
  });
  it('row 94: a care share below half is marked', async () => {
    const behind = background({ current: CURRENT });
    behind.knows(
      known({}, [e.note(past(3), { kind: 'call' }), e.note(past(2), { kind: 'visit', about: 'beyond', text: 'Fixed it on Sunday' })]),
    );
    const popup = await openPopup();
    await until(() => expect(popup.find('[data-care]').textContent).toContain('1 of 2 contacts'));
    expect(popup.find('.known').textContent).toContain('Fixed it on Sunday');
  });
});
