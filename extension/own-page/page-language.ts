/** Sets the page's language and direction to what the user chose in Vafa, which may differ from the browser's. */
import type { Locale } from '../../shared/i18n/message';

export function applyLanguage(doc: Document, locale: Locale, theme: 'host' | 'light' | 'dark'): void {
  doc.documentElement.lang = locale.tag;
  doc.documentElement.dir = locale.language === 'en' ? 'ltr' : 'rtl';
  const dark = theme === 'dark' || (theme === 'host' && matchMedia('(prefers-color-scheme: dark)').matches);
  doc.documentElement.dataset.vafaTheme = dark ? 'dark' : 'light';
}
