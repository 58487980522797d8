/** The card as the browser holds it, through the closed root that no page can open: for suites on the build that is shipped to people. */
import type { CDPSession, Page, Protocol } from 'puppeteer-core';

type Node = Protocol.DOM.Node;

const attributesOf = ({ attributes = [] }: Node): Record<string, string> =>
  Object.fromEntries(attributes.flatMap((name, at) => (at % 2 === 0 ? [[name, attributes[at + 1] ?? '']] : [])));
function* everyNode(node: Node): Generator<Node> {
  yield node;
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) yield* everyNode(child);
}
const textOf = (node: Node): string => [...everyNode(node)].map(({ nodeValue }) => nodeValue).join(' ');

export interface ClosedCard {
  kind: string;
  text: string;
  /** The middle of the button that asks this; null where the card has none. */
  buttonAt(intent: string): Promise<{ x: number; y: number } | null>;
}

/** Reads the page's tree past closed roots, which only the browser itself can. */
export async function openClosedRoots(
  page: Page,
): Promise<{ card(): Promise<ClosedCard | null>; badges(): Promise<string[]>; spoken(): Promise<string[]> }> {
  const session: CDPSession = await page.createCDPSession();
  const nodes = async () => {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    return [...everyNode(root)];
  };
  return {
    async card() {
      const card = (await nodes()).find((node) => 'data-card' in attributesOf(node));
      if (card === undefined) return null;
      return {
        kind: attributesOf(card)['data-card'] ?? '',
        text: textOf(card),
        async buttonAt(intent) {
          const button = [...everyNode(card)].find((node) => attributesOf(node)['data-intent'] === intent);
          if (button === undefined) return null;
          const { model } = await session.send('DOM.getBoxModel', { backendNodeId: button.backendNodeId });
          const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = model.content;
          return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
        },
      };
    },
    /** Role and name of everything that a screen reader is told of the page. */
    async spoken() {
      await session.send('Accessibility.enable');
      const tree = await session.send('Accessibility.getFullAXTree');
      return tree.nodes.flatMap(({ ignored, role, name }) => (ignored || !name?.value ? [] : [`${role?.value} ${name.value}`]));
    },
    badges: async () =>
      (await nodes()).filter((node) => attributesOf(node).role === 'img' && attributesOf(node).class?.includes('vb')).map(textOf),
  };
}
