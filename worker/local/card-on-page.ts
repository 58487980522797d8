/** Looks at the card in a page as a person does: its text, its name, its number. Builds for tests open the shadow roots. */
import type { Page } from 'puppeteer-core';

export interface SeenCard {
  kind: string;
  name: string;
  score: string;
  band: string;
  tier: string;
  /** Ids of the open signals that are listed. */
  signals: string[];
  text: string;
}

/** What the card shows now; null when there is none. */
export function seeCard(page: Page): Promise<SeenCard | null> {
  return page.evaluate(() => {
    const roots = [...document.documentElement.children, ...document.body.children]
      .map((element) => element.shadowRoot)
      .filter((root) => root !== null);
    const card = roots.map((root) => root.querySelector<HTMLElement>('[data-card]')).find((element) => element?.checkVisibility());
    if (!card) return null;
    const text = (part: string) => card.querySelector<HTMLElement>(`[data-part="${part}"]`)?.innerText.trim() ?? '';
    return {
      kind: card.dataset.card ?? '',
      name: text('name'),
      score: text('score'),
      band: card.dataset.band ?? '',
      tier: card.dataset.tier ?? '',
      signals: (card.dataset.signals ?? '').split(' ').filter(Boolean),
      text: card.innerText,
    };
  });
}

/** Waits until the card fulfils a condition and returns it; fails with what was there instead. */
export async function waitForCard(page: Page, holds: (card: SeenCard) => boolean, patience = 10_000): Promise<SeenCard> {
  let seen: SeenCard | null = null;
  for (const end = Date.now() + patience; Date.now() < end; ) {
    seen = await seeCard(page);
    if (seen && holds(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the card did not come; the page shows ${JSON.stringify(seen)}`);
}

/** Makes sure that no customer's card is there, and that none comes within a while. */
export async function waitForNoCard(page: Page, quiet = 1000, patience = 8000): Promise<void> {
  let since = Date.now();
  for (const end = Date.now() + patience; Date.now() < end; ) {
    if ((await seeCard(page))?.kind === 'customer') since = Date.now();
    if (Date.now() - since >= quiet) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`a card is there: ${JSON.stringify(await seeCard(page))}`);
}

/** Presses a button of the card by what it asks, with a real mouse click. */
export async function pressOnCard(page: Page, intent: string): Promise<void> {
  const spot = await page.evaluate((wanted) => {
    for (const element of [...document.documentElement.children, ...document.body.children]) {
      const button = element.shadowRoot?.querySelector<HTMLElement>(`[data-intent="${wanted}"]`);
      if (button) {
        const { x, y, width, height } = button.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
    }
    return null;
  }, intent);
  if (!spot) throw new Error(`the card has no button "${intent}"`);
  await page.mouse.click(spot.x, spot.y);
}
