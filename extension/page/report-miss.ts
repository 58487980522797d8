/** The outline of a page that no adapter understands, for a report: structure only, no text, no addresses, no values. */

const MOST = 400;
const DEEPEST = 14;
const SKIPPED = new Set(['SCRIPT', 'STYLE', 'SVG', 'PATH', 'NOSCRIPT', 'TEMPLATE', 'LINK', 'META', 'BR', 'IMG']);
/** Bodies of mail: their structure says something of the letter. */
const BODY = '.a3s, #messagebody, .messagebody, .message-part, .message-htmlpart, [role="document"], blockquote';

/**
 * One line per element, indented by depth: tag, id, classes, role and names of data attributes. Ids and classes are kept only where
 * they look like a programmer's words; runs of digits become `0`.
 */
export function outlinePage(doc: Document): string {
  const lines: string[] = [];
  const walk = (element: Element, depth: number) => {
    if (lines.length >= MOST || depth > DEEPEST || SKIPPED.has(element.nodeName.toUpperCase())) return;
    const body = element.matches(BODY);
    lines.push(`${' '.repeat(depth)}${describe(element)}${body ? ' (body left out)' : ''}`);
    if (!body) for (const child of element.children) walk(child, depth + 1);
  };
  if (doc.body) walk(doc.body, 0);
  return lines.join('\n');
}

function describe(element: Element): string {
  const id = word(element.id);
  const classes = [...element.classList].map(word).filter(Boolean).slice(0, 5);
  const data = [...element.attributes]
    .map((one) => one.name)
    .filter((name) => name.startsWith('data-'))
    .map(word)
    .filter(Boolean)
    .slice(0, 5);
  const role = word(element.getAttribute('role') ?? '');
  return [
    element.nodeName.toLowerCase(),
    id && `#${id}`,
    ...classes.map((name) => `.${name}`),
    role && `[role=${role}]`,
    ...data.map((name) => `[${name}]`),
  ].join('');
}

/** A programmer's word, digits hidden; '' for anything that could carry somebody's data. */
function word(text: string): string {
  return /^[a-z][a-z0-9_-]{0,39}$/iu.test(text) && !/(?:\d\D*){7}/u.test(text) ? text.replace(/\d+/gu, '0') : '';
}
