/** What a page does to learn of a customer. Each runs in the page's own world, so it uses nothing but its arguments. */

/** Put into a page before anything else of it runs: patches what an element could be made with, and listens wherever a page can. */
export function eavesdrop(): void {
  const heard: string[] = [];
  (globalThis as unknown as { heard: string[] }).heard = heard;
  const listen = (owner: object, name: string) => {
    const own = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
      heard.push(`${name} ${args.map(String).join(' ')}`);
      return own.apply(this, args);
    });
  };
  listen(Element.prototype, 'attachShadow');
  listen(Element.prototype, 'setAttribute');
  listen(Node.prototype, 'insertBefore');
  listen(Document.prototype, 'createTextNode');
  listen(JSON, 'stringify');
  listen(globalThis, 'postMessage');
  listen(Document.prototype, 'createElement');
  for (const type of ['click', 'mousedown', 'copy', 'keydown', 'focusin', 'selectionchange', 'message', 'toggle', 'beforetoggle'])
    addEventListener(
      type,
      (event) =>
        heard.push(
          `${type} ${event
            .composedPath()
            .map((on) => (on as Element).textContent ?? '')
            .join(' ')}`,
        ),
      true,
    );
}

/** Whatever of this name the page can get at, by what it heard and by looking. */
export function learntOf(name: string) {
  const host = document.querySelector<HTMLElement>('html > [popover]');
  return {
    root: host?.shadowRoot ?? null,
    html: document.documentElement.outerHTML.includes(name) || host?.getHTML({ serializableShadowRoots: true }).includes(name),
    text: document.documentElement.innerText.includes(name) || host?.innerText.includes(name) || host?.textContent?.includes(name),
    attributes: [...(host?.attributes ?? [])].map((one) => one.name).sort(),
    selection: getSelection()?.toString() ?? '',
    found: (globalThis as unknown as { find(text: string): boolean }).find(name),
    heard: (globalThis as unknown as { heard: string[] }).heard.filter((line) => line.includes(name) || line.startsWith('attachShadow')),
    files: performance.getEntriesByType('resource').filter((entry) => entry.name.startsWith('chrome-extension')).length,
    globals: Object.keys(globalThis).filter((each) => /vafa/i.test(each)),
  };
}

/** Tries to speak to the extension at this origin, to frame a page of it and to fetch a file. */
export async function reachFor(own: string) {
  const runtime = (globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } }).chrome?.runtime;
  const frame = document.createElement('iframe');
  frame.src = `${own}/popup.html`;
  document.body.appendChild(frame);
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve);
    setTimeout(resolve, 2000);
  });
  const fetched = await fetch(`${own}/card.js`).then(
    () => true,
    () => false,
  );
  return { speaks: typeof runtime?.sendMessage, fetched };
}
