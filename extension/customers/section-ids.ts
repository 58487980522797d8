/** The sections of one customer's page, in their order; the first is open where an address names none. */
export const SECTIONS = ['now', 'contact', 'health', 'agreements', 'club', 'people', 'admin'] as const;
export type SectionId = (typeof SECTIONS)[number];
export const isSection = (text: string): text is SectionId => (SECTIONS as readonly string[]).includes(text);
