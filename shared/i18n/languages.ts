/** The languages that Vafa speaks: every file of `locales/`, found by the build. */
import type { LanguageFacts } from './language';
import { language as english } from './locales/en';
import type { Language } from './message';

const found = import.meta.glob<LanguageFacts>('./locales/*.ts', { eager: true, import: 'language' });

/** All languages in the order in which they are offered. */
export const LANGUAGES: readonly LanguageFacts[] = Object.values(found).sort((a, b) => a.place - b.place);
const byId = new Map(LANGUAGES.map((language) => [language.id, language]));

/** A language by its id; English for one that Vafa does not speak. */
export const languageOf = (id: Language): LanguageFacts => byId.get(id) ?? english;
