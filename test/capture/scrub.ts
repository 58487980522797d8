/**
 * Takes everything out of a page that somebody wrote, and keeps its structure: elements, ids, classes, roles and the names of attributes.
 * Addresses, words and numbers get stand-ins, the same thing the same one everywhere, also in the page's frames and in its address.
 */
import { Fakes } from './fakes';
import type { HookWords } from './hook-words';

export interface CapturedPage {
  url: string;
  /** The frame's name; '' for the page itself. */
  name: string;
  doc: Document;
}

const GONE = 'style, noscript, template, svg, img, picture, video, audio, canvas, object, embed, base, source';
const MARKED = 'script, link, meta';
/** Attributes that hold words for people: nothing of them stays, but a label's first word ("From: …") that the adapter knows. */
const FREE = new Set(['title', 'aria-label', 'alt', 'placeholder', 'value', 'summary', 'label']);
const NAMED = new Set(['id', 'class', 'role', 'for', 'headers']);
const PLAIN = new Set(
  'type dir hidden colspan rowspan tabindex checked selected disabled method aria-selected aria-expanded aria-hidden aria-checked contenteditable charset'.split(
    ' ',
  ),
);
const PLACES = new Set(['href', 'src', 'action', 'content', 'name', 'email', 'http-equiv']);
const ALWAYS = new Set(['http', 'https', 'mailto', 'www', 'charset', 'utf']);

/** Scrubs all documents in place. @returns their addresses, scrubbed alike, in the same order. */
export function scrubPages(pages: readonly CapturedPage[], hooks: HookWords, own: readonly string[]): string[] {
  const taken = wordsOf(pages);
  const fakes = new Fakes(taken, new Set(own));
  const isHook = (word: string) => hooks.words.has(word) || ALWAYS.has(word);
  const isName = (word: string) => isHook(word) || (!/\p{Nd}/u.test(word) && /^[\w-]+$/u.test(word) && !taken.has(word.toLowerCase()));
  const around = (name: string, value: string, scrub: (rest: string) => string): string => {
    const hook = hooks.values.find((one) => one.name === name && value.includes(one.value))?.value;
    if (!hook) return scrub(value);
    const at = value.indexOf(hook);
    return scrub(value.slice(0, at)) + hook + scrub(value.slice(at + hook.length));
  };
  const place = (value: string, name = '') => {
    let open = value;
    try {
      open = decodeURIComponent(value);
    } catch {
      // Not an escaped address: as it stands.
    }
    const scrubbed = around(name, open, (rest) => fakes.text(rest, isHook));
    return open === value ? scrubbed : encodeURI(scrubbed);
  };
  const free = (value: string) => {
    const [label = '', word = ''] = /^\s*([^:：]{1,12})[:：]\s*/u.exec(value) ?? [];
    return word && isHook(word.trim().toLowerCase())
      ? label + fakes.text(value.slice(label.length))
      : isHook(value)
        ? value
        : fakes.text(value);
  };
  const attribute = (name: string, value: string): string | null => {
    if (PLAIN.has(name)) return /^[\w-]{0,20}$/u.test(value) && !taken.has(value.toLowerCase()) ? value : '';
    if (name === 'lang') return /^[a-z]{2,3}(?:-[a-z]{2,4})?$/iu.test(value) ? value : null;
    if (name === 'style')
      return /display:\s*none/iu.test(value) ? 'display: none' : /visibility:\s*hidden/iu.test(value) ? 'visibility: hidden' : null;
    if (FREE.has(name)) return around(name, value, free);
    if (NAMED.has(name))
      return value
        .split(/\s+/u)
        .map((part) => around(name, part, (rest) => fakes.text(rest, isName)))
        .join(' ');
    if (PLACES.has(name) || name.startsWith('data-') || hooks.attributes.has(name)) return place(value, name);
    return null;
  };

  for (const { doc } of pages) {
    for (const element of [...doc.querySelectorAll(MARKED)]) keepMark(element, hooks, (text) => fakes.text(text));
    for (const element of doc.querySelectorAll(GONE)) element.remove();
    for (const element of [doc.documentElement, ...doc.querySelectorAll('*')]) {
      for (const { name, value } of [...element.attributes]) {
        const kept = attribute(name, value);
        if (kept === null || !/^[a-z][\w:-]*$/iu.test(name)) element.removeAttribute(name);
        else element.setAttribute(name, kept);
      }
    }
    scrubText(doc, (text) => fakes.text(text));
  }
  return pages.map(({ url }) => addressOf(url, place));
}

/** A script that names the program or holds settings that the adapter reads keeps those alone; any other element of the head goes. */
function keepMark(element: Element, hooks: HookWords, scrub: (text: string) => string): void {
  const values = ['src', 'href', 'content', 'http-equiv'].map((name) => element.getAttribute(name) ?? '');
  const text = element.textContent ?? '';
  if (element.localName === 'script' && !element.getAttribute('src')) {
    const kept = hooks.settings
      .filter(({ marker }) => text.includes(marker))
      .map(({ marker, members }) => `${marker} {${settingsIn(text, marker, members, scrub)}}`);
    if (!kept.length) element.remove();
    else element.textContent = kept.join('\n');
    return;
  }
  if (!hooks.marks.some((mark) => values.some((value) => value.includes(mark)))) element.remove();
}

function settingsIn(text: string, marker: string, members: readonly string[], scrub: (text: string) => string): string {
  const part = text.slice(text.indexOf(marker));
  return members
    .flatMap((member) => {
      const value = new RegExp(`"${member}":("(?:[^"\\\\]|\\\\.)*")`, 'u').exec(part)?.[1];
      return value ? [`"${member}":${JSON.stringify(scrub(String(JSON.parse(value))))}`] : [];
    })
    .join(',');
}

function scrubText(root: Node, scrub: (text: string) => string): void {
  for (const node of [...root.childNodes]) {
    if (node.nodeType === 8) node.remove();
    else if (node.nodeType === 3) node.textContent = scrub(node.textContent ?? '');
    else if (node.nodeType === 1 && (node as Element).localName !== 'script') scrubText(node, scrub);
  }
}

/** Words of four letters or more that stand where people read, in lower case: such a word stays nowhere, not in a class either. */
function wordsOf(pages: readonly CapturedPage[]): Set<string> {
  const texts: string[] = [];
  const collect = (node: Node) => {
    if (node.nodeType === 3) texts.push(node.textContent ?? '');
    else if (!['script', 'style'].includes((node as Element).localName)) for (const child of node.childNodes) collect(child);
  };
  for (const { doc } of pages) {
    collect(doc.documentElement);
    for (const { attributes } of doc.querySelectorAll('*'))
      for (const { name, value } of attributes) if (FREE.has(name) || name === 'name' || value.includes('@')) texts.push(value);
  }
  return new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{M}]{4,}/gu) ?? []));
}

function addressOf(url: string, place: (value: string) => string): string {
  const made = place(url);
  if (URL.canParse(made)) return made;
  const { protocol, pathname, search, hash } = new URL(url);
  return `${protocol}//desk.example${place(pathname + search + hash)}`;
}
