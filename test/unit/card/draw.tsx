import { render } from 'preact';
import { vi } from 'vitest';
import { Card } from '../../../extension/card/card';
import type { Intent } from '../../../extension/card/intents';
import type { CardView } from '../../../shared/present/card-view';

/** Draws a view into the page and hands back what a test looks at; `settle` waits for the redraw that a click asked for. */
export function draw(view: CardView, options: { folded?: boolean; busy?: boolean } = {}) {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const onIntent = vi.fn<(intent: Intent, event: Event) => void>();
  const show = (next: CardView, of = 'mail-1') =>
    render(
      <Card view={next} of={of} theme="light" folded={options.folded ?? false} busy={options.busy ?? false} onIntent={onIntent} />,
      root,
    );
  show(view);
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const find = <E extends HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`nothing matches ${selector}`);
    return found;
  };
  return {
    root,
    show,
    settle,
    find,
    onIntent,
    all: (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)],
    click: async (selector: string) => {
      find(selector).click();
      await settle();
    },
    press: async (selector: string, key: string) => {
      find(selector).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await settle();
    },
    intents: () => onIntent.mock.calls.map(([intent]) => intent),
  };
}
