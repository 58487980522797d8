/** How Persian and Arabic are written, over the messages and the Worker's pages: what a reader would stumble over and a letter list cannot hold. */
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../shared/i18n/languages';
import type { Message } from '../../../shared/i18n/message';
import { pageTexts } from '../../../shared/i18n/page-texts';

/** A word of its own: no letter and no half-space on either side. */
const word = (alternatives: string) => new RegExp(`(?<![\\p{L}\\u200c])(?:${alternatives})(?![\\p{L}\\u200c\\u064b])`, 'u');
const texts = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.entries(message).flatMap(([form, text]) => (form === 'by' ? [] : [text as string]));
/** Everything a language says; the headings of a CSV are names, matched when the file comes back, and stay as they are. */
const said = (language: 'fa' | 'ar'): [string, string][] => [
  ...Object.entries(languageOf(language).messages).flatMap(([key, message]) => texts(message).map((text): [string, string] => [key, text])),
  ...Object.entries(pageTexts(language)).filter(([key]) => !key.startsWith('csv.')),
];
const breaking = (language: 'fa' | 'ar', rule: RegExp) => said(language).filter(([, text]) => rule.test(text));

const PERSIAN: [string, RegExp][] = [
  ['می and نمی are joined to their verb by a half-space', /(?<![\p{L}\u200c])ن?می(?=\s)/u],
  [
    'nor written in one with it',
    /(?<![\p{L}\u200c])ن?می(?:شو|کن|توان|خواه|رود|رو[یمن]|ده|گیر|بین|مان|دان|آی|آور|رس|یاب|گوی|خوان|نویس|گذار|پرس|فرست)/u,
  ],
  ['plural and comparative endings stand no space away', /\p{L}\s(?:ها|های|هایی|تر|ترین)(?![\p{L}\u200c])/u],
  ['ezafe after a silent ه is هٔ', /ه\u200cی(?!\p{L})|\u06c0/u],
  ['the hamza of loans is written', /مسوول|تایید|تاخیر|جزییات|مساله/u],
  ['so is their tanvin', word('فورا|بعدا|قبلا|حتما|مثلا|فعلا|کاملا|دقیقا|معمولا|اصلا|واقعا|نسبتا')],
  ['no other vowel signs', /[\u064e-\u0650\u0652]/u],
  ['no office words', word('می‌باشد|می‌باشند|گردید|نمود|نمودید|جهت|توسط|لطفاً|متأسفانه|گرامی|در حال حاضر')],
  ['one name for one thing', word('کلاینت|زبون|تسک|وظیفه|سگمنت|لینک|امتیاز سلامت|میز پشتیبانی|جفت‌سازی|قهرمان|درون‌ریزی')],
];
const ARABIC: [string, RegExp][] = [
  ['tanwin stands before its alef', /ا\u064b/u],
  [
    'a joining alef has no hamza',
    /(?<!\p{L})(?:ال|وال|بال|لل|و|ب|ل)?إ(?:تصال|ستبيان|جتماع|شتراك|سم|ستخدام|نتهاء|ختيار|حتفاظ|ستعادة|نتظار)/u,
  ],
  ['every other hamza is written', word('الى|اذا|او|اي|ان|اخر|اول|الان|ايام|اسبوع|اسابيع|اشهر|اكثر|اقل|اعلى|ادنى|انت')],
  [
    'buttons and tasks are nouns, no imperatives that know a man from a woman',
    /(?:^|[.؟:؛]\s)(?:ثم )?(?:اختر|أعد|اكتب|أدخل|قم|حاول|اضغط|انقر|اتصل|افتح|احفظ|احذف|اطلب|استورد|صدّر|زامِن|نفّذ|كرّر|لا تختر|أبقِ|عرّف)(?!\p{L})/u,
  ],
  ['no office words', /قم ب|الخاص بك|ي[\u064f]?رجى|نأسف/u],
  ['one name for one thing', word('النادي|للنادي|نادي الولاء|الزبون|الزبائن|مكتب الدعم|الاقتران|مفقود|المالك|الوكيل|اضطراب')],
];

describe('the pages', () => {
  it.each([
    ['fa', /[يكىةەۀإ]/u],
    ['ar', /[یکەپچژگ\u200c]/u],
  ] as const)('in %s have the letters of their language only', (language, others) => {
    expect(Object.entries(pageTexts(language)).filter(([, text]) => others.test(text))).toEqual([]);
  });
});

describe('Persian', () => {
  it.each(PERSIAN)('%s', (_, rule) => expect(breaking('fa', rule)).toEqual([]));
});

describe('Arabic', () => {
  it.each(ARABIC)('%s', (_, rule) => expect(breaking('ar', rule)).toEqual([]));
});

describe('the rules themselves', () => {
  const hits = (rules: [string, RegExp][], text: string) => rules.filter(([, rule]) => rule.test(text)).map(([name]) => name);
  it.each([
    ['این را می خواهید', 0],
    ['نمیشود', 1],
    ['مشتری های بزرگ تر', 2],
    ['صفحه‌ی ایمیل', 3],
    ['تایید شد', 4],
    ['بعدا زنگ بزنید', 5],
    ['مدیرِ حساب', 6],
    ['کار توسط همکار انجام شد', 7],
    ['لینک تازه', 8],
  ] as const)('find «%s»', (text, rule) => expect(hits(PERSIAN, text)).toEqual([PERSIAN[rule]?.[0]]));
  it.each([
    ['يوماً', 0],
    ['الإجتماع القادم', 1],
    ['الى الغد', 2],
    ['لا شيء هنا. أعد المحاولة', 3],
    ['يُرجى الانتظار', 4],
    ['قواعد النادي', 5],
  ] as const)('find «%s»', (text, rule) => expect(hits(ARABIC, text)).toEqual([ARABIC[rule]?.[0]]));
  it.each(['میان دو مشتری', 'بعداً می‌رسد', 'مهلت تأیید، بهتر و مشتری‌های بزرگ‌تر'])('let «%s» pass', (text) =>
    expect(hits(PERSIAN, text)).toEqual([]),
  );
  it.each(['يومًا', 'الاتصال بسلمى', 'أُعيد فتحها؛ يمكن إعادة المحاولة', 'أولًا ثم أي عميل'])('let «%s» pass', (text) =>
    expect(hits(ARABIC, text)).toEqual([]),
  );
});
