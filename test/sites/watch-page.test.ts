// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { selectorFor } from '../../extension/page/place-selector';
import { outlinePage } from '../../extension/page/report-miss';
import { watchPage } from '../../extension/page/watch-page';
import type { FromPage } from '../../extension/protocol';
import { genericSite, shapeOf } from '../../extension/sites/generic';
import type { Reading, Site } from '../../extension/sites/site';

/** A page of one element: what stands in #open is the open message. */
const site: Site = {
  id: 'example',
  name: 'Example',
  matches: [],
  read(doc): Reading {
    const open = doc.querySelector('#open');
    if (!open) return { outcome: 'none' };
    const address = open.getAttribute('title') ?? '';
    if (address === 'throw') throw new TypeError(`secret ${open.textContent}`);
    if (!address) return { outcome: 'unrecognised', looked: ['#open[title]'] };
    return {
      outcome: 'conversation',
      key: open.textContent ?? '',
      strategy: 'title',
      correspondents: [{ address, name: '', role: 'from' }],
      own: [],
    };
  },
};
type Listener = (message: unknown, sender: unknown, answer: (value: unknown) => void) => void;
let said: FromPage[];
let listeners: Listener[];
let answer: unknown;
const runtime = () => ({
  id: 'extension' as string | undefined,
  sendMessage: async (message: FromPage) => {
    said.push(message);
    if (answer instanceof Error) throw answer;
    return answer;
  },
  onMessage: {
    addListener: (listener: Listener) => void listeners.push(listener),
    removeListener: (listener: Listener) => void listeners.splice(listeners.indexOf(listener), 1),
  },
});
let current: ReturnType<typeof runtime>;
/** Lets the page change, observers report and timers pass. */
const pass = async (ms: number) => {
  await Promise.resolve();
  await vi.advanceTimersByTimeAsync(ms);
};
const open = (key: string, address: string) => {
  document.body.innerHTML = `<p id="open" title="${address}">${key}</p>`;
};

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  listeners = [];
  answer = null;
  current = runtime();
  vi.stubGlobal('chrome', { runtime: current });
  document.body.innerHTML = '';
});
afterEach(async () => {
  // Every watcher ends as in life: the extension goes away.
  current.id = undefined;
  dispatchEvent(new Event('focus'));
  await pass(10);
  expect(globalThis.__vafaWatching?.size ?? 0).toBe(0);
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  globalThis.__vafaPlace = undefined;
});

describe('the watcher', () => {
  it('says what is open once, and again only when it changes', async () => {
    open('m1', 'a@acme.example');
    watchPage(site);
    await pass(300);
    document.body.append('a page that keeps changing');
    await pass(300);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({
      verb: 'sighting',
      site: 'example',
      key: 'm1',
      outcome: 'conversation',
      correspondents: [{ address: 'a@acme.example' }],
    });
    expect(globalThis.__vafaKey).toBe('m1');
    open('m2', 'b@acme.example');
    await pass(300);
    expect(said.map((message) => 'key' in message && message.key)).toEqual(['m1', 'm2']);
  });

  it('leaves another program of the same host its open message (Firefox tells hosts apart, not ports)', async () => {
    open('m1', 'a@acme.example');
    watchPage(site);
    watchPage({ ...site, id: 'neighbour', read: () => ({ outcome: 'none' }) });
    await pass(300);
    expect(globalThis.__vafaKey).toBe('m1');
    document.body.innerHTML = '';
    await pass(1000);
    expect(globalThis.__vafaKey).toBe('');
  });

  it('does not call a page changed while it may still be filling', async () => {
    open('m1', '');
    watchPage(site);
    await pass(700);
    expect(said).toEqual([]);
    open('m1', 'late@acme.example');
    await pass(2000);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ outcome: 'conversation' });
  });

  it('says what was looked for when the page stays unreadable', async () => {
    open('m1', '');
    watchPage(site);
    await pass(2500);
    expect(said).toEqual([{ verb: 'sighting', site: 'example', key: '', outcome: 'unrecognised', looked: ['#open[title]'] }]);
  });

  it('reports an adapter that fails by the name of the error, never by its text', async () => {
    open('somebody’s words', 'throw');
    watchPage(site);
    await pass(2500);
    expect(said).toEqual([
      { verb: 'sighting', site: 'example', key: '', outcome: 'unrecognised', looked: ['error in example: TypeError'] },
    ]);
  });

  it('does not blink when one view replaces another, and forgets a message that stays closed', async () => {
    open('m1', 'a@acme.example');
    watchPage(site);
    await pass(300);
    document.body.innerHTML = '';
    await pass(130);
    expect(globalThis.__vafaKey).toBe('');
    open('m2', 'b@acme.example');
    await pass(400);
    document.body.innerHTML = '';
    await pass(800);
    expect(said.map((message) => 'outcome' in message && message.outcome)).toEqual(['conversation', 'conversation', 'none']);
  });

  it('says it again when the background did not take it', async () => {
    open('m1', 'a@acme.example');
    answer = new Error('Could not establish connection');
    watchPage(site);
    await pass(300);
    answer = null;
    document.body.append('!');
    await pass(300);
    expect(said).toHaveLength(2);
  });

  it('answers a ping and says all anew', async () => {
    open('m1', 'a@acme.example');
    watchPage(site);
    await pass(300);
    const replies: unknown[] = [];
    for (const listener of [...listeners]) listener({ verb: 'ping' }, {}, (value) => replies.push(value));
    await pass(300);
    expect(replies).toEqual([{ watching: 'example', key: 'm1' }]);
    expect(said).toHaveLength(2);
  });

  it('reads what came in quick succession at once, and a page that changes without end seldom', async () => {
    let spent = 0;
    let reads = 0;
    const clock = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => clock() + spent);
    watchPage({
      ...site,
      read(doc, url) {
        reads++;
        spent += 2;
        return site.read(doc, url);
      },
    });
    await pass(300);
    document.body.append('the page reacts to a click');
    await pass(10);
    open('m1', 'a@acme.example');
    await pass(10);
    expect(said.map((message) => 'key' in message && message.key)).toEqual(['', 'm1']);
    reads = 0;
    for (let n = 0; n < 100; n++) {
      document.body.append('tick');
      await pass(10);
    }
    expect(reads).toBeLessThan(25);
    expect(reads).toBeGreaterThan(5);
  });

  it('watches a frame from the beginning of its next document, before that has loaded', async () => {
    const frame = new EventTarget();
    const first = document.implementation.createHTMLDocument('a message');
    Object.defineProperty(first, 'defaultView', { value: frame });
    let shown = first;
    const seen: Document[] = [];
    watchPage({
      ...site,
      frames: () => [shown],
      read: () => {
        seen.push(shown);
        return { outcome: 'none' };
      },
    });
    await pass(300);
    shown = document.implementation.createHTMLDocument('the next message');
    frame.dispatchEvent(new Event('pagehide'));
    await pass(5);
    expect(seen.at(-1)).toBe(shown);
    seen.length = 0;
    shown.body.append('its header');
    await pass(10);
    expect(seen).toEqual([shown]);
  });

  it('ends where another site is to be read from now on', async () => {
    open('m1', 'a@acme.example');
    watchPage(site);
    await pass(300);
    for (const listener of [...listeners]) listener({ verb: 'ping', site: 'generic' }, {}, () => {});
    expect([listeners.length, globalThis.__vafaWatching?.size]).toEqual([0, 0]);
  });

  it('injected twice it watches once', async () => {
    open('m1', 'a@acme.example');
    watchPage(site);
    watchPage(site);
    await pass(300);
    expect(said).toHaveLength(1);
    expect(listeners).toHaveLength(1);
  });

  it('reads a pointed-at host with the selector that the background answers', async () => {
    document.body.innerHTML = '<aside class="requester"><a href="mailto:nora@acme.example">Nora</a></aside>';
    answer = { selector: '.requester a' };
    watchPage(genericSite(() => globalThis.__vafaPlace));
    await pass(600);
    expect(said.map((message) => 'outcome' in message && message.outcome)).toEqual(['none', 'conversation']);
  });
});

describe('a place that was pointed at', () => {
  const read = (html: string, address: string, shape: string) => {
    document.body.innerHTML = html;
    return genericSite(() => ({ selector: '.who', shape })).read(document, new URL(address));
  };
  it.each([
    ['https://desk.example/tickets/4711', '/tickets/*'],
    ['https://desk.example/app?view=ticket&id=12#note-3', '/app?view=ticket&id=*#*'],
    ['https://desk.example/#/inbox/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '/#/inbox/*'],
    ['https://desk.example/settings', '/settings'],
  ])('of %s is of the kind %s', (address, shape) => expect(shapeOf(new URL(address))).toBe(shape));
  it('that is gone means a changed page only where one thing like it is open', () => {
    watchPage(site);
    expect(read('', 'https://desk.example/tickets/12', '/tickets/*').outcome).toBe('unrecognised');
    expect(read('', 'https://desk.example/tickets', '/tickets/*').outcome).toBe('none');
    expect(read('', 'https://desk.example/', '/').outcome).toBe('none');
    expect(read('<b class="who">Nora</b>', 'https://desk.example/', '/').outcome).toBe('unrecognised');
    const list = '<b class="who">a@acme.example</b><b class="who">b@acme.example</b>';
    expect(read(list, 'https://desk.example/tickets', '/tickets/*').outcome).toBe('none');
    expect(read(list, 'https://desk.example/tickets/12', '/tickets/*').outcome).toBe('unrecognised');
    expect(read('<b class="who">a@acme.example</b>', 'https://desk.example/other', '/tickets/*').outcome).toBe('conversation');
  });
});

describe('pointing at an address', () => {
  it.each([
    ['a test id', '<div><span data-testid="requester-email">a@acme.example</span></div>', 'span', 'span[data-testid="requester-email"]'],
    ['an id, not a hashed class', '<div id="contact"><i class="css-1q2w3e">a@acme.example</i></div>', 'i', '#contact > i'],
    ['never the address itself', '<div class="side"><a href="mailto:a@acme.example" id="user4711">A</a></div>', 'a', 'a[href^="mailto:"]'],
  ])('keeps %s', (_what, html, pointed, expected) => {
    document.body.innerHTML = html;
    watchPage(site);
    const place = document.querySelector(pointed) as Element;
    const selector = selectorFor(place);
    expect(selector).toBe(expected);
    expect([...document.querySelectorAll(selector)]).toEqual([place]);
  });
});

describe('the outline of an unreadable page', () => {
  it('carries structure and nothing that anybody wrote', () => {
    watchPage(site);
    document.body.innerHTML =
      '<main id="view12"><div class="head nora@acme.example" data-mail="nora@acme.example" title="Nora">Nora Lind</div><div id="messagebody"><b class="secret">words</b></div></main>';
    const outline = outlinePage(document);
    expect(outline).toContain('main#view0');
    expect(outline).toContain('div.head[data-mail]');
    expect(outline).not.toMatch(/nora|acme|secret|words|Lind/iu);
  });

  it('carries no text, no value and no address, wherever in the page they stand', () => {
    watchPage(site);
    const planted = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 30 }).map((text) => `${text}·@·${text}`);
    fc.assert(
      fc.property(planted, fc.emailAddress(), fc.integer({ min: 1_000_000 }), (text, address, number) => {
        const box = document.createElement('section');
        const inner = document.createElement('p');
        inner.textContent = `${text} ${address}`;
        for (const name of ['title', 'aria-label', 'href', 'value', 'alt', 'data-mail', 'placeholder', 'role', 'id', 'class', 'style'])
          inner.setAttribute(name, `${name === 'class' ? '' : text} ${address}`);
        const other = document.createElement('i');
        other.id = address;
        other.className = `n${number}`;
        for (const part of [inner, other, document.createTextNode(text)]) box.appendChild<Node>(part);
        document.body.replaceChildren(box);
        const outline = outlinePage(document);
        expect(outline).toContain('section');
        for (const secret of [text, address, String(number)]) expect(outline).not.toContain(secret);
      }),
      { numRuns: 150 },
    );
  });
});
