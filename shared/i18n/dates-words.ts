/** The words in which people name a day to come, in every language that Vafa speaks at once: who writes Persian may read English pages. */
import { foldText } from '../matching/fold-text';
import type { Calendar } from './message';

export type DayUnit = 'day' | 'week' | 'month';
/** Words for one value: `value: word, word`. Keys are folded, so spelling variants and digits of any script meet. */
type Table<T> = readonly (readonly [value: T, words: string])[];

function tableOf<T>(rows: Table<T>): ReadonlyMap<string, T> {
  const words = new Map<string, T>();
  for (const [value, list] of rows) for (const word of list.split(',')) words.set(keyOf(word), value);
  return words;
}

/** How texts and words are compared here: folded, the weekdays of Persian as one word, hyphens as spaces. */
export const keyOf = (text: string): string =>
  foldText(text.replace(/[-–,،.؛!()]+/gu, (mark) => (mark === '-' ? mark : ' ')))
    .replace(/(?<!\p{L})(یک|دو|سه|چهار|پنج|پنچ) شنبه(?!\p{L})/gu, '$1شنبه')
    .replace(/(?<=\p{L})-(?=\p{L})/gu, ' ')
    .replace(/پسفردا/gu, 'پس فردا');

/** Days ahead. */
export const NEAR = tableOf<number>([
  [0, 'today,tonight,امروز,امشب,اليوم,النهارده'],
  [1, 'tomorrow,tmrw,tmr,next day,فردا,فردا صبح,روز بعد,غدا,غدًا,بكرة,بكرا,باكر'],
  [2, 'day after tomorrow,the day after tomorrow,overmorrow,پس‌فردا,بعد غد,بعد بكرة'],
  [3, 'پسین فردا,پسون فردا'],
]);

/** 0 Sunday … 6 Saturday. */
export const WEEKDAYS = tableOf<number>([
  [0, 'sunday,sun,یکشنبه,1شنبه,الأحد,أحد'],
  [1, 'monday,mon,دوشنبه,2شنبه,الاثنين,الإثنين,اثنين'],
  [2, 'tuesday,tue,tues,سه‌شنبه,3شنبه,الثلاثاء,ثلاثاء,الثلثاء'],
  [3, 'wednesday,wed,weds,چهارشنبه,4شنبه,الأربعاء,أربعاء'],
  [4, 'thursday,thu,thur,thurs,پنجشنبه,5شنبه,الخميس,خميس'],
  [5, 'friday,fri,جمعه,آدینه,الجمعة'],
  [6, 'saturday,sat,شنبه,السبت,سبت'],
]);

export const NUMBERS = tableOf<number>([
  [1, 'one,a,an,یک,يك,واحد,واحدة'],
  [2, 'two,a couple of,couple of,دو,اثنين,اثنان'],
  [3, 'three,سه,ثلاثة,ثلاث'],
  [4, 'four,چهار,أربعة,أربع'],
  [5, 'five,پنج,خمسة,خمس'],
  [6, 'six,شش,شیش,ستة,ست'],
  [7, 'seven,هفت,سبعة,سبع'],
  [8, 'eight,هشت,ثمانية,ثماني,ثمان'],
  [9, 'nine,نه,تسعة,تسع'],
  [10, 'ten,ده,عشرة,عشر'],
  [11, 'eleven,یازده,أحد عشر'],
  [12, 'twelve,دوازده,اثنا عشر,اثني عشر'],
  [14, 'fourteen,چهارده,أربعة عشر'],
  [15, 'fifteen,پانزده,پونزده,خمسة عشر'],
  [20, 'twenty,بیست,عشرين,عشرون'],
  [30, 'thirty,سی,ثلاثين,ثلاثون'],
]);

/** A unit, and how many of it the word itself says: an Arabic dual is two. */
export const UNITS = tableOf<readonly [DayUnit, number | null]>([
  [['day', null], 'day,days,روز,يوم,أيام,يوما,يومًا'],
  [['day', 2], 'يومين,يومان'],
  [['week', null], 'week,weeks,wk,wks,هفته,أسبوع,أسابيع,أسبوعا'],
  [['week', 2], 'fortnight,أسبوعين,أسبوعان'],
  [['month', null], 'month,months,ماه,شهر,أشهر,شهور,شهرا'],
  [['month', 2], 'شهرين,شهران'],
  // Named with its article, it is the one that comes: «الأسبوع القادم».
  [['day', 1], 'اليوم التالي'],
  [['week', 1], 'الأسبوع'],
  [['month', 1], 'الشهر'],
]);

/** What stands before or after a number and its unit. */
export const BEFORE = new Set(['in', 'after', 'within', 'next', 'the next', 'بعد', 'خلال', 'تا'].map(keyOf));
export const AFTER = new Set(
  [
    'from now',
    'from today',
    'later',
    'time',
    'دیگر',
    'دیگه',
    'بعد',
    'آینده',
    'بعدی',
    'القادم',
    'المقبل',
    'الجاي',
    'القادمة',
    'المقبلة',
    'من الآن',
    'من اليوم',
  ].map(keyOf),
);
/** A weekday with one of these is the coming one to some and the one after it to others. */
export const NEXT = new Set(['next', 'بعد', 'بعدی', 'آینده', 'القادم', 'المقبل', 'الجاي', 'القادمة', 'المقبلة'].map(keyOf));
export const NEXT_WEEK = [
  'next week',
  'هفته بعد',
  'هفتهٔ بعد',
  'هفته آینده',
  'هفتهٔ آینده',
  'من الأسبوع القادم',
  'الأسبوع القادم',
  'من الأسبوع المقبل',
  'الأسبوع المقبل',
  'الأسبوع الجاي',
].map(keyOf);
export const MONTH_END = new Set(
  [
    'end of month',
    'end of the month',
    'month end',
    'آخر ماه',
    'پایان ماه',
    'آخر این ماه',
    'نهاية الشهر',
    'آخر الشهر',
    'نهاية هذا الشهر',
  ].map(keyOf),
);
/** Words that say nothing of which day it is, at the beginning of a text. */
export const FILLERS = new Set(
  [
    'on',
    'by',
    'this',
    'the',
    'coming',
    'until',
    'till',
    'for',
    'برای',
    'در',
    'این',
    'همین',
    'تاریخ',
    'روز',
    'يوم',
    'في',
    'حتى',
    'هذا',
    'تا',
    'لغاية',
  ].map(keyOf),
);
/** What may follow a day's number or a year. */
export const ORDINAL = /^(st|nd|rd|th|ام|م|مین)$/u;
export const ERA = /^(ه|ه ش|ش|ق|م|شمسی|خورشیدی|قمری|میلادی|هجری|ah|ap|sh|ad|ce)$/u;

/** Months, 1–12, of every calendar, as its own writers and those beside them name them. */
export const MONTHS: ReadonlyMap<string, readonly [Calendar, number]> = tableOf<readonly [Calendar, number]>([
  ...monthsOf('gregory', 'January,February,March,April,May,June,July,August,September,October,November,December'),
  ...monthsOf('gregory', 'Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec'),
  ...monthsOf('gregory', 'ژانویه,فوریه,مارس,آوریل,مه,ژوئن,ژوئیه,اوت,سپتامبر,اکتبر,نوامبر,دسامبر'),
  ...monthsOf('gregory', 'جنوری,فبروری,مارچ,اپریل,می,جون,جولای,اگست,سپتمبر,اکتوبر,نومبر,دسمبر'),
  ...monthsOf('gregory', 'يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر'),
  ...monthsOf('gregory', 'كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول'),
  ...monthsOf('gregory', 'جانفي,فيفري,مارس,أفريل,ماي,جوان,جويلية,أوت,سبتمبر,أكتوبر,نوفمبر,ديسمبر'),
  ...monthsOf('gregory', 'يناير,فبراير,مارس,إبريل,ماي,يونيو,يوليوز,غشت,شتنبر,أكتوبر,نونبر,دجنبر'),
  ...monthsOf('gregory', 'يناير,فبراير,مارس,إبريل,مايو,يونيو,يوليو,أغشت,شتمبر,أكتوبر,نوفمبر,دجمبر'),
  ...monthsOf('persian', 'فروردین,اردیبهشت,خرداد,تیر,مرداد,شهریور,مهر,آبان,آذر,دی,بهمن,اسفند'),
  ...monthsOf('persian', 'فروردين,أرديبهشت,خرداد,تير,امرداد,شهريور,مهر,آبان,آذر,دي,بهمن,إسفند'),
  ...monthsOf('persian', 'حمل,ثور,جوزا,سرطان,اسد,سنبله,میزان,عقرب,قوس,جدی,دلو,حوت'),
  ...monthsOf('persian', 'Farvardin,Ordibehesht,Khordad,Tir,Mordad,Shahrivar,Mehr,Aban,Azar,Dey,Bahman,Esfand'),
  ...monthsOf('islamic-umalqura', 'محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,ذو القعدة,ذو الحجة'),
  ...monthsOf('islamic-umalqura', 'محرم,صفر,ربیع‌الاول,ربیع‌الثانی,جمادی‌الاول,جمادی‌الثانی,رجب,شعبان,رمضان,شوال,ذیقعده,ذیحجه'),
  ...monthsOf(
    'islamic-umalqura',
    'Muharram,Safar,Rabi I,Rabi II,Jumada I,Jumada II,Rajab,Shaban,Ramadan,Shawwal,Dhu al-Qadah,Dhu al-Hijjah',
  ),
  [['gregory', 9], 'sept'],
]);
function monthsOf(calendar: Calendar, names: string): Table<readonly [Calendar, number]> {
  return names.split(',').map((name, nth) => [[calendar, nth + 1], name] as const);
}
/** The longest name of a month, in words. */
export const LONGEST_MONTH = Math.max(...[...MONTHS.keys()].map((name) => name.split(' ').length));
