/** What the writer wrote this time: without the quoted thread, the signature and the small print. A bulk mail has no such part. */
import { HEADER_FIELDS, INLINE_BEGINS, INLINE_ENDS, INLINE_SEPARATES, INTRODUCES_QUOTE, SEPARATES_QUOTE } from './quote-marks';

/** Lines that begin a signature, where few lines follow. */
const SIGNATURE_BEGINS = [
  /^--\s?$/u,
  /^\s*(best|kind|warm|warmest|kindest|many|with)?\s*(regards|wishes)\b.{0,40}$/iu,
  /^\s*(best|sincerely|cheers|thanks|thank you|many thanks|yours (truly|faithfully|sincerely))\s*[,،.!]?\s*$/iu,
  /^\s*(با احترام|با تشکر|با سپاس|ارادتمند|با تشکر و احترام|با سپاس و احترام|با احترام و تشکر|سپاس|ممنون)\s*[,،.]?\s*$/u,
  /^\s*(مع (أطيب |خالص |فائق |أصدق )?(تحياتي|تحياتنا|التحية|التحيات|الاحترام|الشكر|التقدير)|تحياتي|وتفضلوا بقبول.*|شكرًا لكم|شكرا لكم)\s*[,،.]?\s*$/u,
  /^\s*(sent from my|get outlook for|sent from outlook|sent with |ارسال شده از|فرستاده‌شده از|أرسلت من|أُرسلت من|مرسل من)/iu,
];
const SIGNATURE_LINES = 12;
/** The small print of a company. */
const SMALL_PRINT =
  /(this (e-?mail|message)( and any attachments?)?.{0,60}(confidential|intended|privileged)|^\s*(confidentiality notice|disclaimer)\b|intended recipient|این (ایمیل|پیام).{0,40}محرمانه|(هذه الرسالة|هذا البريد).{0,40}(سرية|سري|سرّية))/iu;
const BULK =
  /^\W*(unsubscribe|update preferences|لغو عضویت|لغو اشتراک|إلغاء الاشتراك)(\W+.{0,40})?$|(click|tap|here).{0,30}\bunsubscribe|\bunsubscribe\b.{0,30}(here|link|list|from (this|these|our|future)|at any time|preferences)|view (this (e-?mail|message) )?in (your )?browser|manage (your )?(e-?mail )?preferences|you are receiving this|you received this (e-?mail|message) because|(برای|جهت) لغو (عضویت|اشتراک).{0,60}کلیک|این ایمیل به این دلیل|مشاهده در مرورگر|لإلغاء الاشتراك.{0,60}(اضغط|انقر)|(تصلك|وصلتك) هذه الرسالة لأن|عرض.{0,20}في المتصفح/iu;
/** Nobody writes more lines. */
const MOST_LINES = 400;
/** So far (characters) an introduction of a quotation reaches before its last word. */
const INLINE_REACH = 200;
/** A person who writes about unsubscribing does it in a sentence of the text; a bulk mail has it in a short line at its end. */
const BULK_LINE_WORDS = 14;
const BULK_LINES = 8;

/** The newest part of an opened message; '' for a bulk mail. */
export function newestPart(message: string): string {
  const own = withoutQuotes(ends(squeezed(message).split(/\r\n?|\n/u)));
  if (isBulk(own)) return '';
  return beforeInlineQuote(own.slice(0, signatureAt(own)).join('\n')).trim();
}

/** What people write is short, and what gives a mailing away stands at its end. */
const ends = (lines: string[]): string[] =>
  lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES), ...lines.slice(-BULK_LINES)];

/** Without long runs of blanks and of one sign: they say nothing, and every mark of a quotation would look through them. */
function squeezed(message: string): string {
  return message.replace(/[^\S\r\n]{3,}/gu, '  ').replace(/([-_=*.~#|>])\1{19,}/gu, (run) => run.slice(0, 20));
}

function beforeInlineQuote(text: string): string {
  const separated = text.search(INLINE_SEPARATES);
  let end = separated < 0 ? text.length : separated;
  for (const { index } of text.slice(0, end).matchAll(INLINE_ENDS)) {
    const from = Math.max(0, index - INLINE_REACH);
    const begins = text.slice(from, index).search(INLINE_BEGINS);
    if (begins < 0) continue;
    end = from + begins;
    break;
  }
  return text.slice(0, end);
}

/** The lines that are not quoted. An answer under a quotation marked with > is kept; after any other quotation nothing is. */
function withoutQuotes(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (/^\s*[>|]/u.test(line)) continue;
    const introduction = introductionLines(lines, i);
    if (introduction > 0) {
      const next = lines.slice(i + introduction).find((other) => other.trim() !== '');
      if (next === undefined || !/^\s*>/u.test(next)) break;
      i += introduction - 1;
      continue;
    }
    if (SEPARATES_QUOTE.some((mark) => mark.test(line)) || isHeaderBlock(lines, i)) break;
    kept.push(line);
  }
  return kept;
}

/** How many lines introduce a quotation from here: mail programs break "On Monday … / … wrote:" over as many as three. */
function introductionLines(lines: readonly string[], at: number): number {
  let joined = '';
  for (let count = 1; count <= 3; count++) {
    const line = lines[at + count - 1];
    if (line === undefined || line.trim() === '') return 0;
    joined = `${joined} ${line}`.trim();
    if (INTRODUCES_QUOTE.some((introduces) => introduces.test(joined))) return count;
  }
  return 0;
}

/** Outlook's quotation: From, Sent, To, Subject in lines of their own. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const names = lines.slice(at, at + 6).map((line) => /^[\s*]*([^:*]{1,20}?)\s*\*?\s*:/u.exec(line)?.[1]?.trim().toLowerCase() ?? '');
  const [first = ''] = names;
  return HEADER_FIELDS.from.includes(first) && names.slice(1).some((name) => HEADER_FIELDS.others.includes(name));
}

function isBulk(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  return (
    filled.length > 3 &&
    filled
      .slice(1)
      .slice(-BULK_LINES)
      .some((line) => BULK.test(line) && line.trim().split(/\s+/u).length <= BULK_LINE_WORDS)
  );
}

/** Where the signature or the small print begins; the length where there is none. */
function signatureAt(lines: readonly string[]): number {
  let text = false;
  let rest = lines.filter((line) => line.trim() !== '').length;
  for (const [i, line] of lines.entries()) {
    if (text && SMALL_PRINT.test(line)) return i;
    if (text && rest <= SIGNATURE_LINES && SIGNATURE_BEGINS.some((begins) => begins.test(line))) return i;
    if (line.trim() === '') continue;
    text = true;
    rest--;
  }
  return lines.length;
}
