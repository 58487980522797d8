/** Every way that the platform gives a page to look at an element: what of a card it could get at with each. Run in the page's own world. */

/** Before anything else of the page runs: remembers every node that an event, an observer or a measure hands out. */
export function watchEverything(): void {
  const nodes = new Set<Node>();
  const texts: string[] = [];
  Object.assign(globalThis, { handedOut: nodes, overheard: texts });
  const keep = (thing: unknown) => {
    if (thing instanceof Node) nodes.add(thing);
  };
  const types =
    'pointerover pointerout pointermove pointerdown pointerup mouseover mouseout mousedown mouseup click dblclick contextmenu focusin focusout focus blur keydown keyup beforeinput input selectstart selectionchange copy cut dragstart drag dragend dragenter dragover drop toggle beforetoggle animationstart transitionrun wheel scroll gotpointercapture touchstart';
  for (const type of types.split(' '))
    addEventListener(
      type,
      (event) => {
        for (const name of [
          'target',
          'relatedTarget',
          'fromElement',
          'toElement',
          'srcElement',
          'explicitOriginalTarget',
          'originalTarget',
          'rangeParent',
        ])
          keep(Reflect.get(event, name));
        for (const one of event.composedPath()) keep(one);
        const data = (event as ClipboardEvent).clipboardData ?? (event as DragEvent).dataTransfer;
        for (const kind of data?.types ?? []) texts.push(data?.getData(kind) ?? '');
        for (const range of (event as InputEvent).getTargetRanges?.() ?? []) keep(range.startContainer);
      },
      true,
    );
  for (const type of PerformanceObserver.supportedEntryTypes)
    try {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const seen = entry as unknown as { target?: unknown; element?: unknown; sources?: { node?: unknown }[] };
          for (const thing of [seen.target, seen.element, ...(seen.sources ?? []).map(({ node }) => node)]) keep(thing);
          texts.push(JSON.stringify(entry));
        }
      }).observe({ type, buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
    } catch {
      // Not in this browser.
    }
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) for (const node of [target, ...addedNodes]) keep(node);
  }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
}

/** Fonts of every name that a card could ask for, one for each kind of letter: those that are asked for are told to whoever made them. */
export function laySnares(): void {
  const names =
    'system-ui,ui-sans-serif,ui-rounded,sans-serif,serif,monospace,cursive,fantasy,math,emoji,Segoe UI,Roboto,-apple-system,BlinkMacSystemFont,SF Arabic,Geeza Pro,Noto Sans Arabic UI,Noto Sans Arabic,Noto Sans,Noto Naskh Arabic,Tahoma,Vazirmatn,Vazir,Arial,Helvetica,Helvetica Neue,Cantarell,Ubuntu,DejaVu Sans,Liberation Sans';
  const style = document.createElement('style');
  style.textContent = names
    .split(',')
    .flatMap((name) => ['U+20-2F', 'U+30-39', 'U+41-7A', 'U+600-6FF', 'U+6F0-6F9'].map((range) => [name, range]))
    .map(([name, range]) => `@font-face { font-family: "${name}"; src: url(data:font/woff2;base64,AAAA); unicode-range: ${range} }`)
    .join('');
  document.head.appendChild(style);
}

/** What the page has by now, and what it gets by asking; `word` stands in the card and nowhere else. */
export async function probe(word: string) {
  const host = document.querySelector<HTMLElement>('html > [popover]');
  if (!host) return null;
  const { handedOut, overheard } = globalThis as unknown as { handedOut: Set<Node>; overheard: string[] };
  const box = host.getBoundingClientRect();
  const doc = document as Document & {
    caretPositionFromPoint?(x: number, y: number, options?: object): { offsetNode: Node } | null;
    caretRangeFromPoint?(x: number, y: number): Range | null;
  };
  for (let y = box.top + 2; y < box.bottom; y += 6)
    for (const x of [box.left + 20, box.left + 90, box.right - 40]) {
      for (const node of document.elementsFromPoint(x, y)) handedOut.add(node);
      for (const node of [
        doc.caretPositionFromPoint?.(x, y)?.offsetNode,
        doc.caretPositionFromPoint?.(x, y, { shadowRoots: [] })?.offsetNode,
        doc.caretRangeFromPoint?.(x, y)?.startContainer,
      ])
        if (node) handedOut.add(node);
    }
  for (const animation of [...document.getAnimations(), ...host.getAnimations({ subtree: true })]) {
    const target = (animation.effect as KeyframeEffect | null)?.target;
    if (target) handedOut.add(target);
  }
  const said: string[] = [];
  const selection = getSelection();
  const noteSelection = () => {
    said.push(selection?.toString() ?? '');
    for (const node of [selection?.anchorNode, selection?.focusNode]) if (node) handedOut.add(node);
    for (const range of selection?.getComposedRanges?.({ shadowRoots: [] } as never) ?? []) handedOut.add(range.startContainer);
    if (selection && selection.rangeCount > 0) said.push(selection.getRangeAt(0).cloneContents().textContent ?? '');
  };
  const starts: (() => void)[] = [
    () => selection?.selectAllChildren(host),
    () => selection?.selectAllChildren(document.documentElement),
    () => selection?.setPosition(host, 0),
    () => document.execCommand('selectAll'),
  ];
  for (const mode of ['off', 'on']) {
    document.designMode = mode;
    for (const begin of starts) {
      begin();
      noteSelection();
      for (const step of ['character', 'word', 'line', 'documentboundary'])
        for (const way of ['forward', 'backward']) {
          selection?.modify('extend', way, step);
          noteSelection();
        }
    }
  }
  document.designMode = 'off';
  selection?.removeAllRanges();
  for (const flags of [[], [true, false, true], [false, true, true, false, true, true]])
    if ((globalThis as unknown as { find(text: string, ...flags: unknown[]): boolean }).find(word, ...flags)) noteSelection();
  host.focus();
  if (document.activeElement) handedOut.add(document.activeElement);
  const copy = host.cloneNode(true) as HTMLElement;
  said.push(
    copy.textContent ?? '',
    copy.shadowRoot?.textContent ?? '',
    host.getHTML({ serializableShadowRoots: true }),
    document.body.innerText,
  );
  said.push(new XMLSerializer().serializeToString(document.documentElement));
  for (const style of [getComputedStyle(host), getComputedStyle(host, '::before'), getComputedStyle(host, '::first-line')])
    said.push([...style].map((name) => style.getPropertyValue(name)).join(' '));
  // Somebody who leads to the root leads to everything.
  const inside = [...handedOut].filter((node) => node.getRootNode() !== document && node.getRootNode() instanceof ShadowRoot);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    inside: inside.map(({ nodeName }) => nodeName),
    told: [...said, ...overheard].filter((text) => text.includes(word)).map((text) => text.slice(0, 80)),
    fonts: [...document.fonts].filter(({ status }) => status !== 'unloaded').map(({ family, unicodeRange }) => `${family} ${unicodeRange}`),
  };
}
