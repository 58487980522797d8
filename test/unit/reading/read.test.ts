import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../extension/reading/pattern';
import { KINDS, PHRASES, READING_LANGUAGES } from '../../../extension/reading/phrases';
import { openReader } from '../../../extension/reading/read';
import { sentencesOf } from '../../../extension/reading/sentences';
import { foldWords } from '../../../extension/reading/words';

const read = openReader([]);
const kinds = (text: string) => read(text).map(({ kind }) => kind);

describe('negation and politeness', () => {
  it.each([
    'We do not want to cancel our contract.',
    "We don't want to cancel our contract.",
    'We dont want to cancel our contract',
    'قصد لغو نداریم.',
    'قصد لغو قرارداد را نداریم.',
    'لا نريد الإلغاء.',
    'لا نريد إلغاء العقد.',
    'مش عايزين نلغي الاشتراك.',
  ])('"%s" is no wish to leave', (text) => expect(kinds(text)).toEqual([]));

  it('a polite request is a request', () => {
    expect(kinds('Would you be so kind as to offer us a discount, please?')).toEqual(['discount']);
    expect(kinds('ممنون می‌شم اگر تخفیف بدید.')).toEqual(['discount']);
    expect(kinds('لو سمحت، هل ممكن خصم بسيط؟')).toEqual(['discount']);
  });
  it('a refusal does not hide the wish that follows it', () => {
    expect(kinds('We do not want to renew, please cancel our subscription.')).toEqual(['leave']);
    expect(kinds('We do not want to cancel. Could you offer us a discount?')).toEqual(['discount']);
  });
});

describe('false friends', () => {
  it.each([
    'یک بار دیگر امتحان می‌کنم.',
    'از طرف دیگر، چیز دیگه‌ای هم هست.',
    'دیگه مشکلی نداریم.',
    'لطفاً فایل را باز کنید.',
    'خسته نباشید.',
    'پیشنهاد شما رسید.',
    'با تشکر',
    'ممنون می‌شم اگر نگاه کنید.',
    'کاربر قدیمی را حذف کردیم.',
    'عندما وصلنا كان الباب مغلقًا.',
    'الغير مسجلين لا يرون الصفحة.',
    'المنتجات المعروضة قديمة.',
    'تم خصم المبلغ من الرصيد.',
    'من جهة أخرى كل شيء جيد.',
    'يعطيكم العافية.',
    'شكرًا على الخصم.',
    'Our flight was cancelled.',
    'Please cancel order 12.',
    "I'm leaving the company.",
    'Please unsubscribe me from the newsletter.',
    'Thanks for the discount.',
    "You won't be disappointed.",
  ])('"%s" says nothing', (text) => expect(kinds(text)).toEqual([]));
  it('«ما قصرتوا» thanks', () => expect(kinds('ما قصرتوا')).toEqual(['praise']));
});

describe('a hit', () => {
  it('shows its sentence and the words that caused it, as they were written', () => {
    expect(read('Hello Sara!\nAll is well. Please Cancel our  SUBSCRIPTION today, thanks. Bye.')).toEqual([
      { kind: 'leave', sentence: 'Please Cancel our  SUBSCRIPTION today, thanks', words: 'Cancel our  SUBSCRIPTION' },
    ]);
    expect(read('سلام. لطفاً اِشتراكِ ما را لغو کنید.')[0]?.words).toBe('اِشتراكِ ما را لغو کنید');
  });
  it('names a competitor only where the workspace does', () => {
    const text = 'Acme quoted us a lower number and we have a demo with Acme tomorrow.';
    expect(kinds(text)).toEqual([]);
    expect(openReader(['Acme'])(text).map(({ kind }) => kind)).toEqual(['competitor']);
    expect(openReader(['آکمه'])('آکمه قیمت بهتری پیشنهاد داده.').map(({ kind }) => kind)).toContain('competitor');
    expect(() => openReader(['', '(', '!!'])('x (')).not.toThrow();
  });
  it('hears a name of the list in any script and spelling, as a whole word only', () => {
    const named = (rival: string, text: string) => openReader([rival])(text).map(({ kind, words }) => [kind, words]);
    expect(named('acme', 'My colleague likes ACME.')).toEqual([['competitor', 'ACME']]);
    expect(named('Blue Whale', 'Have you seen blue  whale’s page?')[0]?.[0]).toBe('competitor');
    expect(named('علي بابا', 'همکارم از علی‌بابا خوشش آمده.')[0]?.[0]).toBe('competitor');
    expect(named('زوهو', 'زملائي معجبون بزوهو.')).toEqual([['competitor', 'بزوهو']]);
    for (const text of ['A confrontation at the storefront', 'fronts', 'برونت']) expect(named('Front', text)).toEqual([]);
    expect(named('رو', 'امروز خبری نبود')).toEqual([]);
  });
  it('lies inside the text it came from, whatever that text is', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('cancel our contract', 'لغو اشتراک', 'إلغاء العقد', 'discount', 'نمی', 'می', 'ها', "don't", '\n', '. ', '> ', ' '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join(' ');
        for (const { sentence, words } of read(text)) {
          expect(sentence).toContain(words);
          expect(words).not.toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('letters and half spaces', () => {
  it('every way of typing a word is one word', () => {
    for (const variant of ['نمی‌کنیم', 'نمی کنیم', 'نميكنيم', 'نمیکنیم']) expect(foldWords(variant)).toBe('نمیکنیم');
    for (const variant of ["don't", 'don’t', 'dont', 'do not', 'DO NOT']) expect(foldWords(variant)).toBe('do not');
    expect(foldWords('إِلغــاء الاشتراكِ')).toBe(foldWords('الغاء الاشتراك'));
  });
});

describe('Arabic words that begin with the article', () => {
  it('are the same words after "to", where the alif is not written', () => {
    expect(kinds('نبحث عن طريقة للخروج من الاتفاقية.')).toEqual(['leave']);
    expect(kinds('نحن بصدد الخروج من الاتفاقية.')).toEqual(['leave']);
  });
  it('«إلغاء» is no article: "gas" and "purpose" are other words', () => {
    expect(kinds('يحتاج حسابنا إلى إلغاء.')).toEqual(['leave']);
    expect(kinds('يحتاج حسابنا إلى إلغاءه.')).toEqual(['leave']);
    expect(kinds('يحتاج عقد الإيجار إلى الغاز والكهرباء.')).toEqual([]);
    expect(kinds('يحتاج العقد إلى الغاية منه.')).toEqual([]);
  });
});

describe('sentences', () => {
  it('a line that the mail program broke goes on', () => {
    expect(kinds('After a long discussion with the team we would like to\ncancel our subscription.')).toEqual(['leave']);
    expect(sentencesOf('short line\nanother one')).toEqual(['short line', 'another one']);
  });
  it('a point in a number or an address ends nothing', () => {
    expect(sentencesOf('Version 2.1 of vafa.example is out. Good')).toEqual(['Version 2.1 of vafa.example is out', 'Good']);
    expect(sentencesOf('خوب بود.ممنون')).toEqual(['خوب بود', 'ممنون']);
  });
});

describe('the phrases', () => {
  it('stand for every kind in every language', () => {
    for (const kind of KINDS)
      for (const language of READING_LANGUAGES)
        expect(
          PHRASES.filter((each) => each.kind === kind).flatMap((each) => each[language] ?? []).length,
          `${kind} ${language}`,
        ).toBeGreaterThan(8);
  });
  it('are patterns that compile', () => {
    for (const phrases of PHRASES)
      for (const language of [...READING_LANGUAGES, null])
        for (const pattern of (language ? phrases[language] : phrases.not) ?? [])
          expect(compilePattern(pattern, language ? [language] : READING_LANGUAGES, ['acme'])?.expression(), pattern).toBeInstanceOf(
            RegExp,
          );
    // The hamza is dropped when letters are folded, so a star after it would stand for any ending of the letters before it.
    expect(
      PHRASES.flatMap((each) => [...READING_LANGUAGES.flatMap((l) => each[l] ?? []), ...(each.not ?? [])]).filter((text) =>
        text.includes('ء*'),
      ),
    ).toEqual([]);
    expect(() => compilePattern('{nothing}', ['en'], [])).toThrow(RangeError);
    expect(() => compilePattern('# _', ['en'], [])).toThrow(RangeError);
  });
});
