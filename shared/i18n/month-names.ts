/**
 * Month names of our own. The browsers' Jalali names in Arabic are misspelt, their English ones differ by version, and the short English
 * September has four letters in half of the regions. Gregorian months in Arabic come from `Intl`, which knows them by country.
 */
import type { Calendar, Language, Locale } from './message';
import { tagOf } from './numbers';

const split = (names: string): readonly string[] => names.split(',');
const NAMES: Record<Language, Partial<Record<Calendar, readonly string[]>>> = {
  en: {
    gregory: split('Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec'),
    persian: split('Farvardin,Ordibehesht,Khordad,Tir,Mordad,Shahrivar,Mehr,Aban,Azar,Dey,Bahman,Esfand'),
    'islamic-umalqura': split('Muharram,Safar,Rabi I,Rabi II,Jumada I,Jumada II,Rajab,Shaban,Ramadan,Shawwal,Dhu al-Qadah,Dhu al-Hijjah'),
  },
  fa: {
    gregory: split('ژانویه,فوریه,مارس,آوریل,مه,ژوئن,ژوئیه,اوت,سپتامبر,اکتبر,نوامبر,دسامبر'),
    persian: split('فروردین,اردیبهشت,خرداد,تیر,مرداد,شهریور,مهر,آبان,آذر,دی,بهمن,اسفند'),
    'islamic-umalqura': split('محرم,صفر,ربیع‌الاول,ربیع‌الثانی,جمادی‌الاول,جمادی‌الثانی,رجب,شعبان,رمضان,شوال,ذیقعده,ذیحجه'),
  },
  ar: {
    persian: split('فروردين,أرديبهشت,خرداد,تير,مرداد,شهريور,مهر,آبان,آذر,دي,بهمن,إسفند'),
    'islamic-umalqura': split('محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,ذو القعدة,ذو الحجة'),
  },
};
const AFGHAN: Partial<Record<Calendar, readonly string[]>> = {
  gregory: split('جنوری,فبروری,مارچ,اپریل,می,جون,جولای,اگست,سپتمبر,اکتوبر,نومبر,دسمبر'),
  persian: split('حمل,ثور,جوزا,سرطان,اسد,سنبله,میزان,عقرب,قوس,جدی,دلو,حوت'),
};
const byTag = new Map<string, string[]>();

function gregorianByCountry(tag: string): string[] {
  let names = byTag.get(tag);
  if (!names) {
    const format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory`, { month: 'long', timeZone: 'UTC' });
    names = Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 15)));
    byTag.set(tag, names);
  }
  return names;
}

/** The name of a month, 1–12, of the locale's calendar. */
export function monthName(month: number, locale: Locale): string {
  const tag = tagOf(locale);
  const names =
    (tag === 'fa-AF' ? AFGHAN[locale.calendar] : undefined) ?? NAMES[locale.language][locale.calendar] ?? gregorianByCountry(tag);
  return names[month - 1] ?? '';
}
