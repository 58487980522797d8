/** What the browser tells a screen reader of the card, through open and closed roots alike: its accessibility tree, read by the debugger. */
import type { Page, Protocol } from 'puppeteer-core';

type AxNode = Protocol.Accessibility.AXNode;
/** Boxes that say nothing by themselves, and text that its parent's name says already. */
const SILENT = new Set(['generic', 'none', 'InlineTextBox', 'presentation']);

const worded = (text: unknown): string =>
  String(text ?? '')
    .replace(/\p{Cf}/gu, '')
    .trim();

/** Role, name and state of everything in the region whose name begins so, in reading order; nothing where there is no such region. */
export async function hearCard(page: Page, named: string): Promise<string[]> {
  const session = await page.createCDPSession();
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const card = nodes.find((node) => node.role?.value === 'region' && worded(node.name?.value).startsWith(worded(named)));
  const lines: string[] = [];
  const walk = (node: AxNode | undefined) => {
    if (!node) return;
    const role = String(node.role?.value ?? '');
    if (!node.ignored && !SILENT.has(role)) lines.push([role, worded(node.name?.value), ...stateOf(node)].join(' | '));
    for (const child of node.childIds ?? []) walk(byId.get(child));
  };
  walk(card);
  return lines;
}

const stateOf = ({ properties = [] }: AxNode): string[] =>
  properties
    .filter(({ name }) => ['expanded', 'selected', 'checked', 'pressed'].includes(name))
    .map(({ name, value }) => `${name} ${value.value}`);
