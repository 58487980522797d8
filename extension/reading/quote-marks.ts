/** How mail programs mark what they quote: Gmail, Outlook, Apple Mail, Thunderbird, Roundcube and Proton as seen in 2026, in three languages. */

/** A whole introduction, its lines put together. */
export const INTRODUCES_QUOTE = [
  /^(on|le|am)\b.{4,250}\b(wrote|schrieb|a écrit)\s*:?$/iu,
  /^.{4,200}<[^<>\s]+@[^<>\s]+>.{0,40}(wrote|نوشت|كتب|كتبت)\s*:$/iu,
  /^(در|در تاریخ)\s.{4,250}(نوشت|نوشته است|نوشته‌است|نوشتند|نوشته|مرقوم فرمود|مرقوم فرمودند)\s*:?$/u,
  /^.{4,200}\d.{0,200}(نوشته است|نوشت)\s*:$/u,
  /^(في|بتاريخ|يوم)\s.{4,250}(كتب|كتبت|كتب\/ت|كتب\/كتبت)(\s.{0,120})?:$/u,
  /^(في|بتاريخ)\s.{4,200}تمت كتابة ما يلي بواسطة.{0,120}:?$/u,
];
/** A line after which everything is quoted. */
export const SEPARATES_QUOTE = [
  /^\s*-{2,}\s*(original message|forwarded message|reply message|پیام اصلی|پیام ارسال‌شده|پیام هدایت‌شده|الرسالة الأصلية|رسالة معاد توجيهها|رسالة مُعاد توجيهها)/iu,
  /^\s*(begin forwarded message|آغاز پیام هدایت‌شده|بدء الرسالة المُعاد توجيهها)\s*:/iu,
  /^\s*_{10,}\s*$/u,
  /^[\s*]*(from|فرستنده|المرسل)\s*\*?\s*:\*?\s.*@/iu,
  /^\W*(please )?(type|write) your reply above this line/iu,
];
/** The names of a header's lines, in small letters. */
export const HEADER_FIELDS = {
  from: ['from', 'از', 'فرستنده', 'من', 'المرسل'],
  others: [
    'sent',
    'date',
    'to',
    'subject',
    'ارسال شده',
    'ارسال‌شده',
    'تاریخ',
    'به',
    'موضوع',
    'گیرنده',
    'تاريخ الإرسال',
    'أُرسلت',
    'أرسلت',
    'تم الإرسال',
    'التاريخ',
    'إلى',
    'الموضوع',
  ],
};
/** The same in a text that came as one line: the words that end an introduction, and what stands before them. */
export const INLINE_ENDS = /\b(?:wrote|schrieb):|(?:نوشت|كتبت?)\s*:/giu;
export const INLINE_BEGINS = /(?:\bon \S{1,20} .{0,40}\d|در تاریخ .{0,40}[\d۰-۹]|في .{0,40}[\d٠-٩]).{0,120}$/isu;
export const INLINE_SEPARATES = /-{3,}\s?(?:original|forwarded) message\b/iu;
