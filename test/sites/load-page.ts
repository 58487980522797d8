/** Loads a saved page, with the frames saved beside it, into a simulated DOM. No script of the page runs and nothing is fetched. */
import { existsSync, readFileSync } from 'node:fs';
import { Window } from 'happy-dom';

export interface LoadedPage {
  doc: Document;
  url: URL;
  close(): Promise<void>;
}
const NOTE = /^\s*<!-- (?:url:|captured from) (\S*)(?: name: (\S*))?\s*-->/u;

/**
 * @param file a saved page; `X.frame-1.html`, `X.frame-2.html` … beside `X.html` become the contents of its frames.
 * @param address where it was saved from; without it, the page must begin with a note `<!-- url: … name: … -->` or `<!-- captured from … -->`.
 * @throws Error when no address is known or the file cannot be read.
 */
export function loadPage(file: string, address?: string): LoadedPage {
  const html = readFileSync(file, 'utf8');
  const noted = NOTE.exec(html)?.[1];
  const url = address ?? noted;
  if (!url || !URL.canParse(url)) throw new Error('Where is this page from? Give its address: --url https://…');
  const windows: Window[] = [];
  const doc = parse(html, url, windows);
  for (let number = 1; ; number++) {
    const frameFile = file.replace(/\.html?$/u, `.frame-${number}.html`);
    if (frameFile === file || !existsSync(frameFile)) break;
    const text = readFileSync(frameFile, 'utf8');
    const [, from, name] = NOTE.exec(text) ?? [];
    const frame = (name && doc.querySelector(`iframe[name="${quoted(name)}"]`)) || doc.querySelectorAll('iframe')[number - 1];
    if (frame)
      Object.defineProperty(frame, 'contentDocument', {
        value: parse(text, from && URL.canParse(from) ? from : url, windows),
        configurable: true,
      });
  }
  return { doc, url: new URL(url), close: () => closeAll(windows) };
}

/** A page that is text already, without frames. */
export function parsePage(html: string, url: string): LoadedPage {
  const windows: Window[] = [];
  const doc = parse(html, url, windows);
  return { doc, url: new URL(url), close: () => closeAll(windows) };
}

const quoted = (name: string) => name.replace(/["\\]/gu, '\\$&');
const closeAll = async (windows: Window[]) => void (await Promise.all(windows.map((window) => window.happyDOM.close())));

function parse(html: string, url: string, windows: Window[]): Document {
  const window = new Window({
    url,
    settings: {
      enableJavaScriptEvaluation: false,
      disableCSSFileLoading: true,
      disableJavaScriptFileLoading: true,
      disableIframePageLoading: true,
      navigation: { disableMainFrameNavigation: true, disableChildFrameNavigation: true, disableChildPageNavigation: true },
    },
  });
  windows.push(window);
  window.document.write(html);
  return window.document as unknown as Document;
}
