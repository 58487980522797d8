/** Fills a writer's own template with what is known of a customer. Pure. */

/** What a template may name. */
export const TEMPLATE_FIELDS = ['name', 'company', 'role', 'renewal', 'goals', 'me'] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];
/** Those that make a text this customer's own. */
const PERSONAL: readonly TemplateField[] = ['name', 'company', 'role', 'renewal', 'goals'];

export interface Filled {
  text: string;
  /** Fields that it names and of which nothing is known: they stay as they were written. */
  missing: TemplateField[];
  /** False where nothing in it is this customer's own. */
  personal: boolean;
}
/** `aliases`: a field's names in the writers' languages, beside the one above. '' is not known. */
export function fillTemplate(
  text: string,
  values: Readonly<Record<TemplateField, string>>,
  aliases: Readonly<Partial<Record<TemplateField, string | readonly string[]>>> = {},
): Filled {
  const byName = new Map<string, TemplateField>();
  for (const field of TEMPLATE_FIELDS) {
    byName.set(field, field);
    for (const alias of [aliases[field] ?? []].flat()) byName.set(alias.toLowerCase(), field);
  }
  const missing = new Set<TemplateField>();
  let personal = false;
  const filled = text.replace(/\{([^{}\n]{1,40})\}/gu, (whole, name: string) => {
    const field = byName.get(name.trim().toLowerCase());
    if (field === undefined) return whole;
    const value = values[field];
    if (value === '') {
      missing.add(field);
      return whole;
    }
    personal ||= PERSONAL.includes(field);
    return value;
  });
  return { text: filled, missing: [...missing], personal };
}

/** A message: greeting, body, sign-off and the writer's links, each a paragraph of its own where there is one. */
export function wholeMessage(body: string, { greeting, signOff, links }: { greeting: string; signOff: string; links: string }): string {
  return [greeting, body, signOff, links]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n');
}
