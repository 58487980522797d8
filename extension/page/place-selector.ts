/** How a place that a person pointed at is found again on later pages of the same program. */
/**
 * A selector that should outlive the next message: names that a programmer gave (test ids, ids and classes without digits or hashes),
 * as few steps as find only this place, never a value of the open message.
 */
export function selectorFor(place: Element): string {
  const steps: string[] = [];
  for (let element: Element | null = place; element && element !== document.documentElement; element = element.parentElement) {
    const name = nameOf(element);
    steps.unshift(name);
    const selector = steps.join(' > ');
    if (!/^[a-z0-9-]+$/u.test(name) && document.querySelectorAll(selector).length === 1) return selector;
    // A name that other places share still narrows the next steps; a nameless step needs its place among its siblings.
    if (!/[#.[]/u.test(name)) steps[0] = `${name}${positionOf(element)}`;
    const precise = steps.join(' > ');
    if (steps.length >= 3 && document.querySelectorAll(precise).length === 1) return precise;
  }
  return steps.join(' > ');
}

const STABLE = ['data-testid', 'data-test-id', 'data-test', 'data-qa', 'data-cy', 'itemprop', 'name', 'role'];

function nameOf(element: Element): string {
  const tag = element.nodeName.toLowerCase();
  for (const attribute of STABLE) {
    const value = element.getAttribute(attribute) ?? '';
    if (isGivenName(value)) return `${tag}[${attribute}="${value}"]`;
  }
  if (isGivenName(element.id)) return `#${element.id}`;
  const classes = [...element.classList].filter(isGivenName).slice(0, 2);
  const mailto = element.getAttribute('href')?.startsWith('mailto:') ? '[href^="mailto:"]' : '';
  return `${tag}${classes.map((name) => `.${name}`).join('')}${mailto}`;
}

/** `requester-email` yes; `css-1q2w3e`, `ember412`, `sc-hash` and anything with an address or a space no. */
function isGivenName(text: string): boolean {
  return /^[a-z][a-z_-]{2,40}$/iu.test(text) && !/^(?:css|sc|jsx|ember|svelte|emotion)-/iu.test(text) && /[aeiouy]/iu.test(text);
}

function positionOf(element: Element): string {
  const same = [...(element.parentElement?.children ?? [])].filter((one) => one.nodeName === element.nodeName);
  return same.length > 1 ? `:nth-of-type(${same.indexOf(element) + 1})` : '';
}
