import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { readDay } from '../../../shared/i18n/dates-follow-up';
import { defaultLocale } from '../../../shared/i18n/default-locale';
import { translator } from '../../../shared/i18n/t';
import { beyondOf, CARE_SHARE, careOf, latestAbout } from '../../../shared/notes/care';
import { channelWarning, knownFields, whoIsWho } from '../../../shared/notes/known';
import { fillTemplate, TEMPLATE_FIELDS, wholeMessage } from '../../../shared/notes/template';
import { events } from '../events';

const NOW = Date.UTC(2026, 9, 13, 12);
const ago = (days: number) => NOW - days * DAY;
const e = events('acme');

describe('what notes say over time', () => {
  it('row 94: care is at least half of what we do with them, and advice, gestures and more than expected are care by their nature', () => {
    const facts = fold([
      e.note(ago(200), { kind: 'call', care: true }),
      e.note(ago(40), { kind: 'call' }),
      e.note(ago(30), { kind: 'email', about: 'gesture' }),
      e.note(ago(20), { kind: 'meeting', about: 'advice' }),
      e.note(ago(10), { kind: 'note', text: 'to ourselves', care: true }),
    ]);
    const care = careOf(facts, NOW);
    expect(care).toEqual({ touches: 3, care: 2, share: 2 / 3, last: ago(20) });
    expect((care.share ?? 0) >= CARE_SHARE).toBe(true);
    expect(careOf(fold([e.note(ago(3), { kind: 'call' })]), NOW).share).toBe(0);
    expect(careOf(fold([]), NOW)).toMatchObject({ share: null, last: null });
  });
  it('row 107: advice that sells nothing counts as care in health too, unless its writer says otherwise', () => {
    const [advice, sale] = fold([
      e.note(ago(3), { kind: 'meeting', about: 'advice' }),
      e.note(ago(2), { kind: 'call', about: 'advice', care: false }),
    ]).notes;
    expect([advice?.care, sale?.care]).toEqual([true, false]);
  });
  it('row 149: counts what went beyond what was expected in a quarter, and knows the last', () => {
    const facts = fold([100, 50, 5].map((days) => e.note(ago(days), { kind: 'visit', about: 'beyond', text: `${days}` })));
    expect(beyondOf(facts, NOW)).toMatchObject({ count: 2, last: { text: '5' } });
    expect(beyondOf(fold([]), NOW)).toEqual({ count: 0, last: null });
  });
  it('rows 62 and 63: how we differ and why they stay are not forgotten under thirty later notes', () => {
    const facts = fold([
      e.note(ago(90), { kind: 'meeting', about: 'differentiator', text: 'You answer at night' }),
      e.note(ago(80), { kind: 'call', about: 'why-stay', text: 'The kiln knows us' }),
      e.note(ago(79), { kind: 'call', text: 'Keep', pinned: true }),
      ...Array.from({ length: 60 }, (_, nth) => e.note(ago(70 - nth), { kind: 'call', text: `${nth}` })),
    ]);
    expect(facts.notes).toHaveLength(30);
    expect(latestAbout(facts, 'differentiator')?.text).toBe('You answer at night');
    expect(latestAbout(facts, 'why-stay')?.text).toBe('The kiln knows us');
    expect(facts.notes.some(({ pinned }) => pinned)).toBe(true);
  });
  it('stay within thirty however many are pinned or have a topic, and fold the same in two steps as in one', () => {
    const note = fc.record({
      day: fc.integer({ min: 0, max: 300 }),
      pinned: fc.boolean(),
      about: fc.option(fc.constantFrom('advice', 'beyond', 'why-stay'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(note, { maxLength: 80 }), fc.integer({ min: 0, max: 80 }), (notes, cut) => {
        const all = notes
          .sort((a, b) => a.day - b.day)
          .map(({ day, pinned, about }) =>
            e.note(ago(400) + day * DAY, { kind: 'call', ...(pinned ? { pinned } : {}), ...(about ? { about: about as 'advice' } : {}) }),
          );
        const sorted = [...all].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
        const whole = fold(sorted);
        expect(whole.notes.length).toBeLessThanOrEqual(30);
        expect(JSON.stringify(fold(sorted.slice(cut), fold(sorted.slice(0, cut))))).toBe(
          JSON.stringify(cut >= sorted.length || cut === 0 ? fold(sorted.slice(cut), fold(sorted.slice(0, cut))) : whole),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is known of a customer', () => {
  it('row 52: counts its fields, and what is emptied is not known any more', () => {
    expect(knownFields(fold([])).known).toEqual([]);
    const told = [
      e['customer.profile'](ago(9), {
        interests: ['speed'],
        business: 'Tiles',
        goals: 'Less waste',
        channel: 'phone',
        hours: '9–12',
        links: ['https://acme.example'],
      }),
      e['contact.set'](ago(9), { contact: 'c1', name: 'Tamsin', role: 'Owner' }),
    ];
    expect(knownFields(fold(told)).missing).toEqual(['differentiator']);
    const emptied = fold([...told, e['customer.profile'](ago(1), { interests: [], business: '', channel: '' })]);
    expect(knownFields(emptied).missing).toEqual(['interests', 'business', 'channel', 'differentiator']);
    expect(emptied.profile).not.toHaveProperty('business');
  });
  it('row 110: goals and values that we share are a short field of their own', () => {
    expect(fold([e['customer.profile'](ago(9), { goals: 'Craft before volume' })]).profile.goals).toBe('Craft before volume');
  });
  it('row 96: a contact by another way than they prefer is warned of, and any where they asked for none; what they began is not', () => {
    const profile = fold([e['customer.profile'](ago(9), { channel: 'phone' })]).profile;
    expect(channelWarning(profile, 'email')).toBe('differs');
    expect(channelWarning(profile, 'call')).toBeNull();
    expect(channelWarning(profile, 'note')).toBeNull();
    expect(channelWarning(profile, 'email', 'in')).toBeNull();
    expect(channelWarning({ doNotContact: true }, 'call')).toBe('none');
    expect(channelWarning({}, 'email')).toBeNull();
  });
  it('row 103: whoever wrote the open message stands first, those who left last, the others by name', () => {
    const { contacts } = fold([
      e['contact.set'](ago(9), { contact: 'a', name: 'Zoe', nickname: 'Zo' }),
      e['contact.set'](ago(8), { contact: 'b', name: 'Adam', left: true }),
      e['contact.set'](ago(7), { contact: 'c', name: 'Mia' }),
      e['contact.set'](ago(6), { contact: 'd', name: 'Bo' }),
    ]);
    expect(whoIsWho(contacts, 'a', (x, y) => x.localeCompare(y)).map(({ name }) => name)).toEqual(['Zoe', 'Bo', 'Mia', 'Adam']);
    expect(contacts.find(({ id }) => id === 'a')?.nickname).toBe('Zo');
  });
});

describe('a template', () => {
  const values = { name: 'Tamsin', company: 'Quillbrook', role: 'Owner', renewal: '6 Nov 2026', goals: '', me: 'Maya' };
  it('row 105: is filled with the customer’s own facts, in the writer’s own greeting and sign-off, its fields named in their language', () => {
    const filled = fillTemplate('سلام {نام}، تمدید {company}: {renewal}', values, { name: 'نام' });
    expect(filled).toEqual({ text: 'سلام Tamsin، تمدید Quillbrook: 6 Nov 2026', missing: [], personal: true });
    expect(wholeMessage('Body', { greeting: ' Good day ', signOff: 'Maya', links: '' })).toBe('Good day\n\nBody\n\nMaya');
  });
  it('row 102: carries the writer’s links under every message', () => {
    expect(wholeMessage('Body', { greeting: '', signOff: '', links: 'https://us.example' })).toBe('Body\n\nhttps://us.example');
  });
  it('row 104: says where nothing in it is this customer’s own, and what is not known of them', () => {
    expect(fillTemplate('Dear customer, {me}', values).personal).toBe(false);
    expect(fillTemplate('About {goals} and {weather}', values)).toEqual({
      text: 'About {goals} and {weather}',
      missing: ['goals'],
      personal: false,
    });
  });
  it('never fills a value’s own braces again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATE_FIELDS), fc.constantFrom(...TEMPLATE_FIELDS), (field, inside) => {
        const filled = fillTemplate(`{${field}}`, { ...values, [field]: `{${inside}}` });
        expect(filled.text).toBe(`{${inside}}`);
      }),
    );
  });
});

describe('the days that the form offers', () => {
  it.each(['en-GB', 'fa-IR', 'ar-SA', 'ar-MA'])('are understood as they are worded in %s', (tag) => {
    const locale = defaultLocale(tag, 'UTC');
    const t = translator(locale, NOW);
    const ahead = (key: 'tomorrow' | 'days' | 'week' | 'month') => readDay(t(`popup.remind.${key}`, { n: 3 }), NOW, locale);
    expect([ahead('tomorrow'), ahead('days'), ahead('week')]).toEqual([1, 3, 7].map((days) => ({ kind: 'day', ahead: days })));
    expect(ahead('month').kind).toBe('day');
    expect(readDay(t('note.due.hint').split(/[,،]/)[0] ?? '', NOW, locale)).toEqual({ kind: 'day', ahead: 2 });
  });
});
