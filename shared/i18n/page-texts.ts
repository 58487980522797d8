/** The words of the Worker's own pages, from the same files as all others; only the Worker takes them into its bundle. */
import type { PageTexts } from './language';
import { pages as english } from './locales/en';
import type { Language } from './message';

const found = import.meta.glob<PageTexts>('./locales/*.ts', { eager: true, import: 'pages' });

/** The words of a language's pages; English for one that Vafa does not speak. */
export const pageTexts = (language: Language): PageTexts => found[`./locales/${language}.ts`] ?? english;
