/** What a value of a closed list may be called in a cell besides its own name, in the words that people see in Vafa or write elsewhere. */
import type { EventType } from '../../../shared/event';
import { LANGUAGES } from '../../../shared/i18n/languages';
import { foldName } from './fold-name';

/** Lists whose values the catalogues of all languages word: where, by type and attribute. */
const WORDED: Readonly<Record<string, (value: string) => string[]>> = {
  'remark.kind': (value) => [`remark.${value}`, `raise.${value}`],
  'note.kind': (value) => [`kind.${value}`],
  'wait.channel': (value) => [`raise.channel.${value}`],
};
/** Other words, by attribute and value: English, Persian, then Arabic. */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  direction: {
    in: ['incoming', 'inbound', 'ورودی', 'دریافتی', 'وارد', 'واردة'],
    out: ['outgoing', 'outbound', 'خروجی', 'ارسالی', 'صادر', 'صادرة'],
  },
  by: { us: ['ما', 'از ما', 'نحن', 'منا'], them: ['مشتری', 'از مشتری', 'العميل', 'من العميل'] },
  sentiment: {
    good: ['positive', 'خوب', 'مثبت', 'جيد', 'إيجابي'],
    neutral: ['خنثی', 'معمولی', 'محايد', 'عادي'],
    bad: ['negative', 'بد', 'منفی', 'سيئ', 'سلبي'],
  },
  tone: { formal: ['رسمی', 'رسمي'], personal: ['صمیمی', 'شخصی', 'شخصي', 'ودي'] },
  priority: {
    low: ['کم', 'منخفضة'],
    normal: ['medium', 'عادی', 'متوسط', 'عادية', 'متوسطة'],
    high: ['زیاد', 'بالا', 'عالية'],
    urgent: ['فوری', 'عاجلة'],
  },
  outcome: { yes: ['بله', 'نعم'], partly: ['تا حدی', 'نیمه', 'جزئيا'], no: ['خیر', 'نه', 'لا'] },
};

const known = new Map<string, ReadonlyMap<string, string>>();

/** The value that a cell names, however its letters are typed; undefined where it names none. */
export function choiceOf(type: EventType, attribute: string, values: readonly string[], text: string): string | undefined {
  const list = `${type}.${attribute}`;
  const words = known.get(list) ?? wordsOf(list, attribute, values);
  known.set(list, words);
  return words.get(foldName(text));
}

/** Folded word → value. A value's own name stands before what others are called. */
function wordsOf(list: string, attribute: string, values: readonly string[]): ReadonlyMap<string, string> {
  const words = new Map(values.map((value) => [foldName(value), value]));
  for (const value of values) {
    for (const word of [...(WORDS[attribute]?.[value] ?? []), ...catalogued(WORDED[list]?.(value) ?? [])]) {
      const folded = foldName(word);
      if (!words.has(folded)) words.set(folded, value);
    }
  }
  return words;
}

const catalogued = (keys: readonly string[]): string[] =>
  keys.flatMap((key) => LANGUAGES.flatMap(({ messages }) => (typeof messages[key] === 'string' ? [messages[key]] : [])));
