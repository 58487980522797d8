/** The plain alternative: a text is of a kind when it holds one of a few words. Found anywhere in it, as a search would. */
import type { Kind, ReadingLanguage } from '../../extension/reading/phrases';
import { foldWords } from '../../extension/reading/words';

const KEYWORDS: Partial<Record<Kind, Record<ReadingLanguage, string>>> = {
  leave: { en: 'cancel|terminate|close|delete', fa: 'لغو|کنسل|فسخ|دیگه', ar: 'إلغاء|ألغي|إغلاق|حذف' },
  discount: { en: 'discount|promotion|cheaper|expensive', fa: 'تخفیف|گرون|قیمت', ar: 'خصم|تخفيض|غالي' },
  anger: { en: 'terrible|awful|worst|disappointed', fa: 'افتضاح|بد |ناراضی|متاسف', ar: 'سيئ|أسوأ|للأسف|رديء' },
  praise: { en: 'thank|great|excellent|recommend', fa: 'عالی|ممنون|راضی|خوب', ar: 'رائع|ممتاز|أنصح|جميل' },
};

/** @returns whether a text holds one of the kind's words; null where there are none for the kind. */
export function keywordReader(kind: Kind, language: ReadingLanguage): ((text: string) => boolean) | null {
  const words = KEYWORDS[kind]?.[language].split('|').map(foldWords);
  return words ? (text) => words.some((word) => foldWords(text).includes(word)) : null;
}
