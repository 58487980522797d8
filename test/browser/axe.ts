/** What axe-core finds wrong in a page of a real browser: in the whole page, or only in what is ours on somebody else's. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Axe = {
  run(
    context: unknown,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]; passes: { id: string }[] }>;
};
export type Surface = 'page' | 'card' | 'badges' | 'pick';
export interface Findings {
  /** Rule, place and reason, one line each. */
  violations: string[];
  /** Rules that had something to look at. */
  checked: string[];
}

/**
 * Runs axe on a surface. The driver puts it into the page by the debugger, so no page's content policy is in its way. On a page that is not ours only
 * the given part is looked at, through its open root (builds for tests).
 */
export async function inspect(page: Page, surface: Surface): Promise<Findings> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE);
  return page.evaluate(async (which): Promise<Findings> => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const hosts = (part: string) => [...document.querySelectorAll('*')].filter((element) => element.shadowRoot?.querySelector(part));
    const found = {
      page: () => [document],
      card: () => hosts('.vafa:not(.vb)'),
      badges: () => hosts('.vb'),
      pick: () => [...document.documentElement.children].filter((element) => element.localName === 'div' && element.textContent !== ''),
    }[which]();
    if (found.length === 0) throw new Error(`there is no ${which} here`);
    // Colours on their way to others are nobody's colours: nothing of ours moves while it is looked at, and what moves already is done.
    if (which === 'page' && document.adoptedStyleSheets.length === 0) {
      const still = new CSSStyleSheet();
      still.replaceSync('*, ::before, ::after { transition: none !important }');
      document.adoptedStyleSheets = [still];
    }
    for (const moving of document.getAnimations()) if (moving instanceof CSSTransition) moving.finish();
    // All rules run; of those that pass one place each is enough to know that they had something to look at, which is much faster.
    const { violations, passes } = await axe.run(which === 'page' ? document : { include: found }, { resultTypes: ['violations'] });
    return {
      violations: violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary = '' }) => `${id} ${target.flat().join(' ')}: ${failureSummary.split('\n').slice(1).join(' ').trim()}`,
        ),
      ),
      checked: passes.map(({ id }) => id),
    };
  }, surface);
}
