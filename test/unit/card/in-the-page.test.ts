import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountBadges } from '../../../extension/page/badges';
import { SEEN_MS, watchSight } from '../../../extension/page/clickable';
import { inPlainSight } from '../../../extension/page/cover';
import { runCard } from '../../../extension/page/run-card';
import type { ToPage } from '../../../extension/protocol';
import type { BadgeView } from '../../../shared/present/card-view';
import { ask, watch } from './samples';

type Listener = (message: unknown, sender: { id?: string }) => void;
let listeners: Listener[];
let sent: unknown[];
let roots: ShadowRoot[];
let end: () => void;
const runtime: { id: string | undefined } = { id: 'vafa' };
const push = (message: ToPage, from = 'vafa') => {
  for (const listener of [...listeners]) listener(message, { id: from });
};
const card = () => roots.filter((root) => root.host.isConnected && root.querySelector('section')).at(-1) ?? null;

beforeEach(() => {
  [listeners, sent, roots] = [[], [], []];
  runtime.id = 'vafa';
  document.body.innerHTML = '<main><button id="mail">mail</button></main>';
  globalThis.__vafaKey = undefined;
  vi.stubGlobal('chrome', {
    runtime: {
      get id() {
        return runtime.id;
      },
      sendMessage: (message: unknown) => {
        sent.push(message);
        return Promise.resolve(null);
      },
      onMessage: {
        addListener: (listener: Listener) => listeners.push(listener),
        removeListener: (listener: Listener) => {
          listeners = listeners.filter((one) => one !== listener);
        },
      },
    },
  });
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
  end = runCard(document);
});
afterEach(() => {
  end();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the card in a mail page', () => {
  it('stands in a closed root that the page cannot open', () => {
    push({ verb: 'card', key: 'mail-1', view: watch });
    expect(card()?.textContent).toContain('Quillbrook Ceramics');
    expect(card()?.mode).toBe('closed');
    expect(card()?.host.shadowRoot ?? null).toBeNull();
    expect(document.documentElement.textContent).not.toContain('Quillbrook');
  });
  it('does not take the focus', () => {
    document.querySelector<HTMLElement>('#mail')?.focus();
    push({ verb: 'card', key: 'mail-1', view: watch });
    expect(document.activeElement?.id).toBe('mail');
  });
  it('ignores a view for another mail than the one that is open', () => {
    globalThis.__vafaKey = 'mail-2';
    push({ verb: 'card', key: 'mail-1', view: watch });
    expect(card()).toBeNull();
    push({ verb: 'card', key: 'mail-2', view: watch });
    expect(card()).not.toBeNull();
  });
  it('leaves when another mail is open and its answer is late, but not for a moment of doubt', () => {
    vi.useFakeTimers();
    end();
    end = runCard(document);
    globalThis.__vafaKey = 'mail-1';
    push({ verb: 'card', key: 'mail-1', view: watch });
    globalThis.__vafaKey = '';
    vi.advanceTimersByTime(3000);
    expect(card()).not.toBeNull();
    globalThis.__vafaKey = 'mail-2';
    vi.advanceTimersByTime(1100);
    expect(card()).toBeNull();
  });
  it('paints an answer that came while the page was redrawing, once the same mail is back', () => {
    vi.useFakeTimers();
    end();
    end = runCard(document);
    globalThis.__vafaKey = '';
    push({ verb: 'card', key: 'mail-1', view: watch });
    expect(card()).toBeNull();
    globalThis.__vafaKey = 'mail-1';
    vi.advanceTimersByTime(1100);
    expect(card()).not.toBeNull();
  });
  it('listens to its own extension only', () => {
    push({ verb: 'card', key: 'mail-1', view: watch }, 'somebody-else');
    expect(card()).toBeNull();
  });
  it('leaves when there is nothing to show, and while Vafa is hidden', () => {
    push({ verb: 'card', key: 'mail-1', view: watch });
    push({ verb: 'card', key: 'mail-1', view: null });
    expect(card()).toBeNull();
    push({ verb: 'hidden', until: Date.now() + 60_000 });
    push({ verb: 'card', key: 'mail-1', view: watch });
    expect(card()).toBeNull();
    push({ verb: 'hidden', until: 0 });
    push({ verb: 'card', key: 'mail-1', view: watch });
    expect(card()).not.toBeNull();
  });
  it('does nothing for clicks that the page made', () => {
    push({ verb: 'card', key: 'mail-1', view: watch });
    for (const button of card()?.querySelectorAll('button') ?? []) button.click();
    expect(sent).toEqual([]);
    expect(card()).not.toBeNull();
  });
  it('comes back when the page takes it out, and gives up when the page insists', async () => {
    push({ verb: 'card', key: 'mail-1', view: watch });
    const host = card()?.host;
    host?.remove();
    await vi.waitFor(() => expect(host?.isConnected).toBe(true));
    for (let i = 0; i < 6 && host?.isConnected; i++) {
      host.remove();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(host?.isConnected).toBe(false);
  });
  it('undoes what the page does to its style', async () => {
    push({ verb: 'card', key: 'mail-1', view: watch });
    const host = card()?.host as HTMLElement;
    const style = host.getAttribute('style');
    host.style.setProperty('opacity', '0', 'important');
    await vi.waitFor(() => expect(host.getAttribute('style')).toBe(style));
  });
  it('is drawn once when the script is injected twice', () => {
    push({ verb: 'card', key: 'mail-1', view: watch });
    end = runCard(document);
    push({ verb: 'card', key: 'mail-1', view: ask });
    expect(roots.filter((root) => root.host.isConnected)).toHaveLength(1);
    expect(card()?.textContent).toContain('Which customer is this?');
  });
  it('takes everything away when the extension is gone', () => {
    vi.useFakeTimers();
    end();
    end = runCard(document);
    push({ verb: 'card', key: 'mail-1', view: watch });
    globalThis.__vafaBadges?.([[document.querySelector('main') as Element, { band: 'watch', shown: '62', label: 'Watch' }]]);
    runtime.id = undefined;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(roots.filter((root) => root.host.isConnected)).toHaveLength(0);
    expect(listeners).toHaveLength(0);
    expect(globalThis.__vafaBadges).toBeUndefined();
  });
  it('keeps no timer running in a tab where nothing happens', () => {
    vi.useFakeTimers();
    end();
    end = runCard(document);
    push({ verb: 'card', key: 'mail-1', view: watch });
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });
  it('keeps keys pressed in it from the shortcuts of the mail page', () => {
    const page = vi.fn();
    document.addEventListener('keydown', page);
    push({ verb: 'card', key: 'mail-1', view: watch });
    card()
      ?.querySelector('button')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true, composed: true }));
    document.removeEventListener('keydown', page);
    expect(page).not.toHaveBeenCalled();
  });
});

describe('badges beside rows', () => {
  const badge = (band: BadgeView['band'], shown: string): BadgeView => ({ band, shown, label: `${band} ${shown}` });
  const row = () => document.querySelector('main') as HTMLElement;
  it('show shape, number and a label, in a closed root each', () => {
    mountBadges([[row(), badge('at-risk', '40')]]);
    const root = roots.at(-1);
    expect(root?.mode).toBe('closed');
    expect(root?.querySelector('[role="img"]')?.getAttribute('aria-label')).toBe('at-risk 40');
    expect(root?.textContent).toContain('40');
    expect(root?.querySelector('svg')?.getAttribute('class')).toBe('m-risk');
  });
  it('are drawn once, changed when they change, and taken away for a stranger', () => {
    mountBadges([[row(), badge('watch', '62')]]);
    mountBadges([[row(), badge('watch', '62')]]);
    expect(roots).toHaveLength(1);
    mountBadges([[row(), badge('healthy', '80')]]);
    expect(roots.filter((root) => root.host.isConnected).map((root) => root.querySelector('.vb')?.textContent)).toEqual(['80']);
    mountBadges([[row(), null]]);
    expect(roots.filter((root) => root.host.isConnected)).toHaveLength(0);
  });
  it('stand inside a cell of a table row', () => {
    document.body.innerHTML = '<table><tr><td></td><td id="who">Tamsin</td></tr></table>';
    mountBadges([[document.querySelector('tr') as Element, badge('watch', '62')]]);
    expect(roots.at(-1)?.host.parentElement?.id).toBe('who');
  });
  it('leave while Vafa is hidden and come back afterwards', () => {
    globalThis.__vafaBadges?.([[row(), badge('watch', '62')]]);
    push({ verb: 'hidden', until: Date.now() + 60_000 });
    expect(roots.filter((root) => root.host.isConnected)).toHaveLength(0);
    globalThis.__vafaBadges?.([[row(), badge('watch', '61')]]);
    expect(roots.filter((root) => root.host.isConnected)).toHaveLength(0);
    push({ verb: 'hidden', until: 0 });
    expect(roots.filter((root) => root.host.isConnected).map((root) => root.querySelector('.vb')?.textContent)).toEqual(['61']);
  });
});

describe('proof that an act was seen', () => {
  const real = { isTrusted: true } as Event;
  const forged = { isTrusted: false } as Event;
  it('needs half a second in plain sight as the browser tracks it, and an event of the person', () => {
    let report: ((entries: { isVisible: boolean; intersectionRatio: number }[]) => void) | undefined;
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(callback: typeof report) {
          report = callback;
        }
        observe() {}
        disconnect() {}
      },
    );
    vi.stubGlobal(
      'IntersectionObserverEntry',
      class {
        get isVisible() {
          return true;
        }
      },
    );
    let now = 0;
    const host = document.createElement('div');
    const proof = watchSight(host, host, new AbortController().signal, () => now);
    expect(proof.holds(real)).toBe(false);
    report?.([{ isVisible: true, intersectionRatio: 1 }]);
    now += SEEN_MS - 1;
    expect(proof.holds(real)).toBe(false);
    now += 1;
    expect(proof.holds(real)).toBe(true);
    expect(proof.holds(forged)).toBe(false);
    report?.([{ isVisible: false, intersectionRatio: 1 }]);
    now += 5000;
    expect(proof.holds(real)).toBe(false);
  });
  describe('asks the page itself where visibility is not tracked', () => {
    const boxed = (element: HTMLElement, ...box: [number, number, number, number]) => {
      vi.spyOn(element, 'getBoundingClientRect').mockReturnValue(new DOMRect(...box));
      return element;
    };
    let host: HTMLElement;
    let above: Element[];
    beforeEach(() => {
      host = boxed(document.createElement('div'), 10, 10, 300, 400);
      document.body.appendChild(host);
      above = [host];
      document.elementFromPoint = () => host;
      const query = document.querySelectorAll.bind(document);
      vi.spyOn(document, 'querySelectorAll').mockImplementation(((of: string) =>
        of.includes(':popover-open') ? above : query(of)) as never);
    });
    const popover = (style = '', ...box: [number, number, number, number]) => {
      const made = boxed(document.createElement('div'), ...box);
      made.style.cssText = style;
      document.body.appendChild(made);
      above.push(made);
      return made;
    };
    it('and counts what lies over it', () => {
      expect(inPlainSight(host)).toBe(true);
      popover('', 0, 0, 50, 50);
      expect(inPlainSight(host)).toBe(false);
    });
    it('and lets alone what keeps away, with a shadow that does not reach it', () => {
      popover('box-shadow: 0 2px 12px black', 500, 10, 200, 200);
      expect(inPlainSight(host)).toBe(true);
    });
    it('and counts a small thing far away that throws its shadow, its outline or a part of itself over the card', () => {
      const far = popover('box-shadow: 0 0 0 2000px white', 500, 500, 1, 1);
      expect(inPlainSight(host)).toBe(false);
      far.style.cssText = 'outline: 900px solid white';
      expect(inPlainSight(host)).toBe(false);
      far.style.cssText = '';
      expect(inPlainSight(host)).toBe(true);
      far.appendChild(boxed(document.createElement('p'), 0, 0, 400, 400));
      expect(inPlainSight(host)).toBe(false);
    });
    it('and finds a cover in a root that the page has closed', () => {
      const closed = document.createElement('div');
      document.body.appendChild(closed);
      const root = closed.attachShadow({ mode: 'closed' });
      const cover = boxed(document.createElement('div'), 0, 0, 400, 400);
      root.appendChild(cover);
      vi.spyOn(root, 'querySelectorAll').mockImplementation(((of: string) => (of.includes(':popover-open') ? [cover] : [])) as never);
      expect(inPlainSight(host)).toBe(true);
      // As Firefox lets an extension look into it.
      Object.assign(closed, { openOrClosedShadowRoot: root });
      expect(inPlainSight(host)).toBe(false);
    });
    it('and hears of something else that would take the click', () => {
      document.elementFromPoint = () => document.body;
      expect(inPlainSight(host)).toBe(false);
    });
  });
});
