/** Sets the page's language and direction to what the user chose in Vafa, which may differ from the browser's. */
import { languageOf } from '../../shared/i18n/languages';
import type { Locale } from '../../shared/i18n/message';

type Theme = 'light' | 'dark';
/** What the outermost element of our pages carries. */
export interface PageAttributes {
  class: string;
  dir: 'ltr' | 'rtl';
  'data-vafa-theme': Theme;
}

/** The colours of our own pages: as chosen, else the system's ('host' speaks of mail pages). */
export function themeOf(chosen: 'host' | Theme): Theme {
  if (chosen !== 'host') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function applyLanguage(doc: Document, locale: Locale, theme: 'host' | Theme): void {
  doc.documentElement.lang = locale.tag;
  doc.documentElement.dir = directionOf(locale);
  doc.documentElement.dataset.vafaTheme = themeOf(theme);
}

export const directionOf = (locale: Locale): 'ltr' | 'rtl' => languageOf(locale.language).direction;
