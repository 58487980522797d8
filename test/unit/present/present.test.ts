import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { health } from '../../../shared/health/score';
import { stripMarks } from '../../../shared/i18n/bidi';
import type { CustomerCard } from '../../../shared/present/card-view';
import { present } from '../../../shared/present/present';
import { day } from '../../../shared/signals/example';
import { events } from '../events';
import { AR, EN, FA, inputFor, LOCALES, model, NOW, quillbrook, recordOf } from './quillbrook';

const DIGITS = { en: /[0-9]/u, fa: /[۰-۹]/u, ar: /[٠-٩]/u };
const ZERO = { en: 0x30, fa: 0x6f0, ar: 0x660 };
const VALUE = /[0-9٠-٩۰-۹]/gu;
/** The number that a shown text stands for, sign and all. */
function read(shown: string, language: CustomerCard['language']): number {
  const plain = stripMarks(shown).replace(VALUE, (digit) =>
    String((digit.codePointAt(0) ?? 0) - ((digit.codePointAt(0) ?? 0) < 0x100 ? 0x30 : ZERO[language as keyof typeof ZERO])),
  );
  return Number(plain.replace('−', '-').replace('+', ''));
}
function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object')
    for (const [key, part] of Object.entries(value))
      if (!['id', 'url', 'code', 'customer', 'log', 'kind', 'language', 'dir', 'severity', 'fault', 'band'].includes(key))
        yield* texts(part);
}
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
/** A customer of whom next to nothing is known. */
const stranger = () =>
  recordOf([events('larkmoor')['customer.profile']('2026-10-12', { name: 'Larkmoor Dairies', since: day('2026-10-12') })]);

describe.each(LOCALES)('the card in $language', (locale) => {
  const { language } = locale;
  const card = present(inputFor(locale));

  it('shows losses that add up to the score, in points and in print', () => {
    expect(100 + sum(card.lines.map(({ points }) => points))).toBe(card.score);
    expect(100 + sum(card.lines.map(({ shown }) => read(shown, language)))).toBe(read(card.scoreShown, language));
    expect(read(card.total.shown, language)).toBe(card.score);
    expect(card.lines.length).toBeLessThanOrEqual(5);
  });
  it('shows a change whose steps lead from what was seen to now', () => {
    const [start, ...rest] = card.change;
    const now = rest.pop();
    expect((start?.points ?? 0) + sum(rest.map(({ points }) => points))).toBe(now?.points);
    expect(read(start?.shown ?? '', language) + sum(rest.map(({ shown }) => read(shown, language)))).toBe(read(now?.shown ?? '', language));
    expect(now?.points).toBe(card.score);
    expect(card.delta?.points).toBe((now?.points ?? 0) - (start?.points ?? 0));
    expect(card.trace.looked).toBe(start?.points);
    expect(sum(card.trace.steps)).toBe(card.delta?.points);
  });
  it('has no words of a machine and digits of this reader only', () => {
    const others = Object.entries(DIGITS)
      .filter(([name]) => name !== language)
      .map(([, digits]) => digits);
    for (const text of texts(card)) {
      expect(text).not.toMatch(/Invalid|NaN|undefined|null|\{|\}|signal\.|factor\.|act\./u);
      // Identifiers from outside keep the digits of their source.
      const own = text.replace(/\u2066[^\u2069]*\u2069/gu, (part) => (/[A-Za-z#]/.test(part) ? '' : part));
      for (const digits of others) expect(own).not.toMatch(digits);
      if (language !== 'en') expect(text).not.toContain('·');
    }
  });
  it('shows amounts in one currency, that of the invoice', () => {
    const money = [...texts(card)].filter((text) => /\$|تومان|ريال|﷼|USD|IRR|SAR/u.test(text));
    expect(money.length).toBeGreaterThan(0);
    const unit = { en: '$4,180', fa: '۴۱۸ میلیون تومان', ar: '٤٬١٨٠ ريال سعودي' }[language];
    expect(money.some((text) => text.includes(unit ?? '?'))).toBe(true);
    const currency = { en: '$', fa: 'تومان', ar: 'ريال سعودي' }[language];
    for (const text of money) expect(text).toContain(currency);
  });
  it('fits: rows of a card have room for about thirty characters', () => {
    const rows = [...card.signals.map(({ text }) => text), ...card.lines.map(({ text }) => text)].map((text) => stripMarks(text).length);
    expect(Math.max(...rows)).toBeLessThanOrEqual(34);
  });
  it('isolates every name and identifier in its sentences', () => {
    for (const text of texts({ ...card, name: '', contact: '' })) {
      if (text.includes('INV-208')) expect(text).toContain('\u2066INV-208\u2069');
      if (text.includes('#4471')) expect(text).toContain('\u2066#4471\u2069');
    }
  });
});

describe('the card', () => {
  it('words the whole of it for a Persian reader', () => {
    const card = present(inputFor(FA));
    expect(card).toMatchObject({ dir: 'rtl', bandWord: 'زیر نظر', higherIsBetter: 'هرچه بالاتر بهتر', close: 'بستن' });
    expect(stripMarks(card.matched)).toBe('مهتاب رستگارنیا، با همین ایمیل');
    expect(card.coverage).toMatch(/^\u061c۱۰۰٪ داده‌ها، ۶ دقیقه پیش$/);
    expect(card.dates.renewal).toEqual({ label: 'تمدید', main: '۲۴ روز', sub: '۱۵ آبان', days: 24 });
    expect(card.delta?.since).toBe('از پنجشنبه ۱۶ مهر');
  });
  it('words the whole of it for an Arabic reader', () => {
    const card = present(inputFor(AR));
    expect(card).toMatchObject({ dir: 'rtl', bandWord: 'تحت المراقبة', higherIsBetter: 'الأعلى أفضل', close: 'إغلاق' });
    expect(card.dates.notice).toEqual({ label: 'مهلة الإخطار', main: '٩ أيام', sub: '٢٢ أكتوبر', days: 9 });
    expect(card.act?.title).toBe('الرد على تذكرتين');
    expect(card.act?.why).toMatch(/^الحل من جهتنا\. إنجازه يرفع الصحة من [٠-٩]+ إلى [٠-٩]+\.$/);
  });
  it('lists open warnings with whose side they are on, and those closed in the last fortnight', () => {
    const { signals } = present(inputFor(EN));
    expect(signals[0]).toMatchObject({
      id: 'ticket-unanswered',
      fault: 'us',
      whose: 'Ours',
      url: 'https://desk.example/4471',
      closed: false,
    });
    expect(signals.filter(({ closed }) => closed)).toMatchObject([
      { id: 'card-declined', text: 'Card declined', evidence: 'Closed 3 d ago' },
    ]);
  });
  it('forgets a warning closed a fortnight ago, and says when the last one was', () => {
    const e = events('calm');
    const record = recordOf(
      [e['customer.profile']('2026-01-01', { name: 'Calm' }), e.note('2026-10-12', { kind: 'call' })],
      [{ id: 'card-declined', openedAt: NOW - 40 * DAY, closedAt: NOW - 15 * DAY }],
    );
    const card = present(inputFor(EN, { record, look: null }));
    expect(card.signals.filter(({ closed }) => closed)).toEqual([]);
    expect(card.noSignals).toBe('No warnings; the last was 15 days ago');
  });
  it('does not list a warning that somebody put off, though it counts in the score', () => {
    const put = recordOf(
      quillbrook('en', [events('quillbrook')['signal.snoozed'](NOW - DAY, { signal: 'ticket-unanswered', until: NOW + DAY }, 'snooze')]),
    );
    const card = present(inputFor(EN, { record: put }));
    expect(card.signals.map(({ id }) => id)).not.toContain('ticket-unanswered');
    expect(card.score).toBe(present(inputFor(EN)).score);
  });
  it('says first that a customer has left, and gives them no renewal', () => {
    const left = events('quillbrook')['customer.lost']('2026-10-12', { code: 'price' });
    const card = present(inputFor(EN, { record: recordOf([...quillbrook(), left]) }));
    expect(stripMarks(card.sentence)).toMatch(/^Left on .*12/);
    expect(card.dates.renewal.days).toBeNull();
  });
  it('names who has seen a warning', () => {
    const seen = recordOf(
      quillbrook('en', [events('quillbrook')['signal.acknowledged'](NOW - 1000, { signal: 'ticket-unanswered', by: 'u1' }, 'seen')]),
    );
    expect(stripMarks(present(inputFor(EN, { record: seen })).signals[0]?.evidence ?? '')).toMatch(/Seen by R\. Penhale\.$/);
  });
  it('shows no number without enough data, and says what is missing', () => {
    const record = stranger();
    expect(health(record.facts, model, NOW).band).toBe('unknown');
    const card = present(inputFor(EN, { record, look: null, match: { how: 'domain', contact: null, address: 'pell@larkmoor.example' } }));
    expect(card).toMatchObject({
      band: 'unknown',
      score: null,
      scoreShown: '–',
      delta: null,
      change: [],
      bandWord: 'Not enough data',
      dialLabel: 'Health: not enough data',
    });
    expect(card.coverage).toMatch(/^\d+% of data, 50% needed$/);
    expect(card.tabs.why.count).toMatch(/^\d of \d missing$/);
    expect(card.lines.map(({ points }) => points).every((points) => points === 0)).toBe(true);
    expect(card.lines.some(({ text }) => text.endsWith(': no data yet'))).toBe(true);
    expect(stripMarks(card.matched)).toBe('pell@larkmoor.example, by domain');
    expect(card.dates.renewal).toEqual({ label: 'Renewal', main: 'no contract', sub: '', days: null });
    for (const text of texts(card)) expect(text).not.toMatch(/Invalid|NaN/);
  });
  it('counts the message being read as the last contact', () => {
    const card = present(inputFor(EN, { reading: { at: NOW - 5 * 60_000, theirs: true } }));
    expect(card.dates.last).toEqual({ label: 'Last contact', main: '5 min ago', sub: '', days: 0 });
  });
  it.each(LOCALES)(
    'does not call a customer silent whose mail is open, and leaves the score as everybody has it, in $language',
    (locale) => {
      const e = events('hush');
      const record = recordOf([
        e['customer.profile']('2024-01-01', { name: 'Hush', since: day('2024-01-01') }),
        e.mail('2026-05-17', { direction: 'in' }),
        ...['2026-07-20', '2026-09-20'].map((at) => e.mail(at, { direction: 'out' })),
      ]);
      const card = (reading?: { at: number; theirs: boolean }) =>
        present({ ...inputFor(locale, { record }), ...(reading ? { reading } : {}) });
      const silent = ({ signals }: CustomerCard) => signals.find(({ id }) => id === 'silent');
      const closed = card();
      const opened = card({ at: NOW - DAY, theirs: true });
      expect(silent(closed)?.text).toBeDefined();
      expect(silent(opened)?.text).not.toBe(silent(closed)?.text);
      expect(opened.spoken).toContain(silent(opened)?.text);
      expect(opened.score).toBe(closed.score);
      expect(opened.lines).toEqual(closed.lines);
      // An old mail, one of ours and one from the future say nothing new.
      const others = [
        { at: day('2026-05-01'), theirs: true },
        { at: NOW - DAY, theirs: false },
        { at: NOW + DAY, theirs: true },
      ];
      for (const reading of others) expect(silent(card(reading))).toEqual(silent(closed));
      if (locale.language === 'en') {
        expect(silent(opened)?.text).toBe('Nothing from them on record for 149 days');
        expect(stripMarks(silent(opened)?.evidence ?? '')).toMatch(
          /^Last word on record: 17 May.*The open mail is newer and not recorded yet/u,
        );
      }
    },
  );
  it('keeps the number when offline, says the age of its facts and what waits', () => {
    const freshness = { syncedAt: NOW - 17 * 3_600_000, offline: true, reachable: false, waiting: 2, updateNeeded: false };
    const card = present(inputFor({ ...EN, timeZone: 'UTC' }, { freshness }));
    expect(card).toMatchObject({
      stale: true,
      coverage: 'saved copy of yesterday, 16:30',
      notices: [{ code: 'offline', text: 'Offline. 2 notes wait here and will send once.' }],
    });
    expect(card.score).toBe(present(inputFor(EN)).score);
    expect(present(inputFor(AR, { freshness })).notices[0]?.text).toBe('غير متصل. ملاحظتان هنا ستُرسلان مرة واحدة.');
  });
  it('computes nothing under a model whose arithmetic it does not know', () => {
    const card = present(inputFor(EN, { model: { ...model, formula: 99 } }));
    expect(card).toMatchObject({ score: 73, lines: [], act: null, change: [], stale: true });
    expect(card.notices.map(({ code }) => code)).toEqual(['update-needed']);
  });
  it('opens with no change for who has not seen the customer before', () => {
    const card = present(inputFor(EN, { look: null }));
    expect(card).toMatchObject({ change: [], trace: { looked: null, steps: [] }, tabs: { change: { count: '' } } });
  });
  it('says how far the next tier is and until when this one holds', () => {
    const { details, tier } = present(inputFor(EN));
    expect(tier).toMatchObject({ id: 'gold', name: 'Gold' });
    expect(details.loyalty?.title).toMatch(/^Gold until \d+ \w+ 2027$/);
    expect(details.loyalty?.keep).toMatch(/^[\d,]+ more points? by .+ keeps? gold\.$/);
    expect(present(inputFor(AR)).details.loyalty?.title).toMatch(/^الفئة الذهبية حتى /);
  });
  it('signs a note with its author', () => {
    const notes = present(inputFor(EN)).details.groups.find(({ id }) => id === 'notes');
    expect(notes?.rows.map(({ text, shown }) => [stripMarks(text), shown])).toEqual([
      ['Call, R. Penhale: kiln delivery', '17 Sep'],
      ['Visit', '2 Sep'],
    ]);
  });
});
