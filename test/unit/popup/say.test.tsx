import { afterEach, describe, expect, it, vi } from 'vitest';
import { daysAhead } from '../../../extension/popup/days';
import { DAY } from '../../../shared/event';
import { defaultLocale } from '../../../shared/i18n/default-locale';
import { translator } from '../../../shared/i18n/t';
import type { JudgedSignal } from '../../../shared/judgement/view';
import { background, openPopup, STATE } from './open-popup';

const CURRENT = { customer: 'acme', name: 'The acme', contact: 'c1' };
const SIGNAL: JudgedSignal = {
  id: 'competitor-named',
  severity: 'high',
  severityWord: 'high',
  text: 'Named a competitor: Northglass',
  whose: 'Theirs',
  age: '3 d',
  evidence: 'Named once.',
  seen: '',
  snoozed: '',
  caps: '',
  closings: [],
  act: null,
};
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
const judgements = (behind: ReturnType<typeof background>) =>
  behind.asked('judge').map(({ customer, judgement }) => ({ customer, ...judgement }));
const choose = async (popup: Awaited<ReturnType<typeof openPopup>>, selector: string, value: string) => {
  const field = popup.find<HTMLInputElement>(selector);
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await popup.settle();
};

describe('what was noticed', () => {
  it('row 17: an angry mail is one click, with the contact of the open mail, and can be taken back', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('#say-noticed');
    await popup.click('[data-raise="angry"]');
    expect(judgements(behind)).toMatchObject([{ customer: 'acme', do: 'raise', raise: 'angry', contact: 'c1', said: { text: '' } }]);
    await popup.click('.undo button');
    expect(behind.asked('note.undo')).toEqual([{ verb: 'note.undo', id: 'SAID-1' }]);
  });
  it('takes words after the click: said anew with them, and the first one taken back', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('#say-noticed');
    await popup.click('[data-raise="defect"]');
    await popup.type('.noticed input[type="text"]', 'The export fails');
    await popup.click('.noticed input[type="checkbox"]');
    await popup.click('.noticed button[type="submit"]');
    expect(judgements(behind).at(-1)).toMatchObject({ raise: 'defect', said: { text: 'The export fails', blocker: true } });
    expect(behind.asked('note.undo').map(({ id }) => id)).toEqual(['SAID-1']);
    expect(popup.all('[data-raise]').length).toBeGreaterThan(10);
  });
  it('row 37: a competitor is not noted before its name is given', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('#say-noticed');
    await popup.click('[data-raise="competitor"]');
    await popup.click('.noticed button[type="submit"]');
    expect(popup.find('.noticed [role="alert"]').textContent).toContain('Which competitor');
    expect(judgements(behind)).toEqual([]);
    await popup.type('.noticed input[type="text"]', 'Northglass');
    await popup.click('.noticed button[type="submit"]');
    expect(judgements(behind)).toMatchObject([{ raise: 'competitor', said: { name: 'Northglass' } }]);
  });
  it('row 29: a long wait takes its minutes, and row 30: a promised follow-up its day', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('#say-noticed');
    await popup.click('[data-raise="long-wait"]');
    await popup.type('.noticed input[type="number"]', '25');
    await popup.click('.noticed button[type="submit"]');
    await popup.click('[data-raise="follow-up"]');
    await choose(popup, '.noticed select', '3');
    await popup.click('.noticed button[type="submit"]');
    const [wait, follow] = behind.asked('judge').map(({ judgement }) => (judgement.do === 'raise' ? judgement.said : null));
    expect(wait).toMatchObject({ minutes: 25, channel: 'phone' });
    const ahead = (follow?.due ?? 0) - Date.now();
    expect(ahead).toBeGreaterThan(2 * DAY);
    expect(ahead).toBeLessThan(4 * DAY);
  });
  it('is searched and chosen without the mouse', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('#say-noticed');
    expect(document.activeElement).toBe(popup.find('.noticed input[type="search"]'));
    await popup.type('.noticed input[type="search"]', 'prai');
    expect(popup.all('[data-raise]').map((chip) => chip.dataset.raise)).toEqual(['praise']);
    await popup.press('.noticed input[type="search"]', 'Enter');
    expect(judgements(behind)).toMatchObject([{ raise: 'praise' }]);
  });
  it('goes from button to button by the arrows', async () => {
    background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('#say-noticed');
    await popup.press('.noticed input[type="search"]', 'ArrowDown');
    expect((document.activeElement as HTMLElement).dataset.raise).toBe('angry');
    await popup.press('[data-raise="angry"]', 'ArrowRight');
    expect((document.activeElement as HTMLElement).dataset.raise).toBe('complaint');
  });
  it('says so where the device could not keep it', async () => {
    const behind = background({ current: CURRENT });
    behind.refuse({ judge: { code: 'storage', text: 'No room.' } });
    const popup = await openPopup();
    await popup.click('#say-noticed');
    await popup.click('[data-raise="angry"]');
    expect(popup.find('.noticed [role="alert"]').textContent).toBe('No room.');
    expect(popup.all('.undo')).toEqual([]);
  });
});

describe('warnings', () => {
  it('are counted on their tab, and seen by one click or one key', async () => {
    const behind = background({ current: CURRENT });
    behind.judged({ signals: [SIGNAL], openCount: 1 });
    const popup = await openPopup();
    await popup.settle();
    expect(popup.find('#say-signals').textContent).toContain('1');
    await popup.click('#say-signals');
    await popup.click('[data-do="seen"]');
    await popup.press('[data-do="snooze"]', 'س', { code: 'KeyS' });
    expect(judgements(behind)).toEqual([
      { customer: 'acme', do: 'seen', signal: SIGNAL.id },
      { customer: 'acme', do: 'seen', signal: SIGNAL.id },
    ]);
  });
  it('are put aside for a week unless another day is chosen, with a reason of the list or one’s own words', async () => {
    const behind = background({ current: CURRENT });
    behind.judged({ signals: [SIGNAL], openCount: 1 });
    const popup = await openPopup();
    await popup.click('#say-signals');
    await popup.press('[data-do="snooze"]', 'z', { code: 'KeyZ' });
    await popup.click('.snooze input[value="agreed"]');
    await popup.click('.snooze button[type="submit"]');
    await popup.click('[data-do="snooze"]');
    await popup.click('.snooze input[value="tomorrow"]');
    await popup.type('.snooze input[type="text"]', 'Their CEO is away');
    await popup.click('.snooze button[type="submit"]');
    await popup.click('[data-do="snooze"]');
    await choose(popup, '.snooze select', '30');
    await popup.click('.snooze button[type="submit"]');
    const said = behind.asked('judge').flatMap(({ judgement }) => (judgement.do === 'snooze' ? [judgement] : []));
    expect(said.map(({ reason }) => reason)).toEqual(['agreed', 'Their CEO is away', '']);
    const days = said.map(({ until }) => Math.round((new Date(until).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / DAY));
    expect(days).toEqual([7, 1, 30]);
  });
  it('that are put aside say until when and why, and can be woken', async () => {
    const behind = background({ current: CURRENT });
    behind.judged({ signals: [{ ...SIGNAL, snoozed: 'Snoozed until Thu 22 Oct.', caps: 'Health stays at 49 or below all the same.' }] });
    const popup = await openPopup();
    await popup.click('#say-signals');
    const row = popup.find('[data-signal]');
    expect(row.textContent).toContain('Snoozed until Thu 22 Oct. Health stays at 49 or below all the same.');
    expect(row.querySelector('[data-do="snooze"]')).toBeNull();
    await popup.click('[data-do="wake"]');
    expect(judgements(behind)).toEqual([{ customer: 'acme', do: 'wake', signal: SIGNAL.id }]);
  });
  it('are ended by the act that is offered, or lead to the log with its kind', async () => {
    const behind = background({ current: CURRENT });
    const closing = { kind: 'remark', ids: ['r1'], how: 'answered', label: 'Answered' } as const;
    behind.judged({
      signals: [
        { ...SIGNAL, closings: [{ ...closing, ids: ['r1'] }] },
        { ...SIGNAL, id: 'contact-overdue', act: { title: 'Call Tamsin', log: 'meeting' } },
      ],
      openCount: 2,
    });
    const popup = await openPopup();
    await popup.click('#say-signals');
    await popup.click('[data-how="answered"]');
    expect(judgements(behind)).toEqual([{ customer: 'acme', do: 'close', ...closing }]);
    await popup.click('[data-signal="contact-overdue"] .sec-b');
    expect(popup.find<HTMLInputElement>('.note input[value="meeting"]').checked).toBe(true);
  });
  it('stand before what else is open: a promise is kept, in part, or not', async () => {
    const behind = background({ current: CURRENT });
    const closings = (['yes', 'partly', 'no'] as const).map((how) => ({ label: how, kind: 'promise' as const, ids: ['P1'], how }));
    behind.judged({ matters: [{ kind: 'promise', id: 'P1', title: 'We promised', text: 'The refund', when: 'in 7 d', closings }] });
    const popup = await openPopup();
    await popup.click('#say-signals');
    expect(popup.find('.judge').textContent).toContain('No warnings');
    await popup.click('[data-matter="P1"] [data-how="partly"]');
    expect(judgements(behind)).toEqual([{ customer: 'acme', do: 'close', kind: 'promise', ids: ['P1'], how: 'partly', label: 'partly' }]);
  });
});

describe('the pulse', () => {
  it('is given by the keyboard alone: a digit of any keyboard, the reason, Enter', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('#say-pulse');
    await popup.press('.scores input', '۴', { code: 'Digit4' });
    expect(document.activeElement).toBe(popup.find('.pulse input[type="text"]'));
    await popup.type('.pulse input[type="text"]', 'They renew gladly');
    await popup.click('.pulse button[type="submit"]');
    expect(judgements(behind)).toEqual([{ customer: 'acme', do: 'pulse', score: 4, reason: 'They renew gladly', codes: [] }]);
  });
  it('needs a number and a reason, and takes three codes at most', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('#say-pulse');
    await popup.click('.pulse button[type="submit"]');
    expect(popup.find('.pulse [role="alert"]').textContent).toBe('Choose 1 to 5.');
    await popup.click('.scores input[value="1"]');
    await popup.click('.pulse button[type="submit"]');
    expect(popup.find('.pulse [role="alert"]').textContent).toBe('A reason is needed.');
    for (const code of ['price', 'use', 'trust', 'people']) await popup.click(`.pulse input[value="${code}"]`);
    await popup.type('.pulse input[type="text"]', 'Gone quiet');
    await popup.click('.pulse button[type="submit"]');
    expect(judgements(behind)).toEqual([
      { customer: 'acme', do: 'pulse', score: 1, reason: 'Gone quiet', codes: ['price', 'use', 'trust'] },
    ]);
  });
  it('shows the one that stands, its end, and that it is no part of health', async () => {
    const behind = background({ current: CURRENT });
    behind.judged({
      pulse: { score: 2, text: '2 of 5, Maya, 12 d ago', until: 'Stands until 30 Dec', reason: 'They compare', codes: ['Price'] },
    });
    const popup = await openPopup();
    await popup.settle();
    expect(popup.find('#say-pulse').textContent).toContain('2');
    await popup.click('#say-pulse');
    const text = popup.find('.pulse').textContent;
    expect(text).toContain('2 of 5, Maya, 12 d ago Stands until 30 Dec');
    expect(text).toContain('They compare (Price)');
    expect(text).toContain('never part of it');
  });
});

describe('the four things to say', () => {
  it('are one stop of the tab key and follow the reading direction', async () => {
    background({ current: CURRENT, settings: { ...STATE.settings, locale: defaultLocale('fa-IR', 'Asia/Tehran') } });
    const popup = await openPopup();
    await popup.press('#say-log', 'ArrowLeft');
    expect(popup.find('[aria-selected="true"]').id).toBe('say-noticed');
    expect(popup.all('.say-tabs [tabindex="0"]')).toHaveLength(1);
  });
  it('are not offered to a viewer', async () => {
    background({ current: CURRENT, connection: { ...STATE.connection, role: 'viewer' } });
    const popup = await openPopup();
    expect(popup.all('.say-tabs')).toEqual([]);
  });
  it('row 35: the log takes a formal tone where somebody says so, and nothing otherwise', async () => {
    const behind = background({ current: CURRENT });
    const popup = await openPopup();
    await popup.click('[aria-controls="note-more"]');
    await popup.click('.checks .check:nth-child(2) input');
    await popup.click('.log button[type="submit"]');
    await popup.click('.log button[type="submit"]');
    expect(behind.asked('note.save').map((note) => note.formal)).toEqual([true, undefined]);
  });
});

describe('days to come', () => {
  it('are named in the reader’s own calendar, sixty by the day and then the first day of each week, by its months', () => {
    const now = Date.UTC(2026, 9, 13, 12);
    const en = daysAhead(translator(defaultLocale('en-GB', 'UTC'), now), now);
    expect(en[0]?.month).toBe('Oct 2026');
    expect(en[0]?.days[0]).toEqual({ ahead: 1, words: 'Wed 14 Oct' });
    const all = en.flatMap(({ days }) => days.map(({ ahead }) => ahead));
    expect(all.slice(0, 60)).toEqual(Array.from({ length: 60 }, (_, nth) => nth + 1));
    // Tue 13 October: Monday after the sixtieth day is the 62nd from it, Saturday the 67th.
    expect(all.slice(60, 62)).toEqual([62, 69]);
    const fa = daysAhead(translator(defaultLocale('fa-IR', 'Asia/Tehran'), now), now);
    expect(fa[0]?.month).toBe('مهر ۱۴۰۵');
    expect(fa[0]?.days[0]?.words).toBe('چهارشنبه ۲۲ مهر');
    expect(fa.flatMap(({ days }) => days.map(({ ahead }) => ahead)).slice(60, 62)).toEqual([67, 74]);
  });
});
