import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchPage } from '../../../extension/page/watch-page';
import type { Reading, Site } from '../../../extension/sites/site';

let reads: number;
const site: Site = {
  id: 'list-of-two',
  name: 'List',
  matches: [],
  read(doc): Reading {
    reads++;
    const rows = [...doc.querySelectorAll('li')].map((element) => ({ element, address: element.title, name: '' }));
    return { outcome: 'list', strategy: 'li', rows, own: [] };
  },
};
const runtime = {
  id: 'vafa' as string | undefined,
  sendMessage: async (message: { verb: string; addresses?: string[] }) =>
    message.verb === 'rows' ? { badges: message.addresses?.map(() => ({ band: 'watch', shown: '62', label: 'Watch' })) } : null,
  onMessage: { addListener: () => undefined, removeListener: () => undefined },
};

beforeEach(() => {
  reads = 0;
  runtime.id = 'vafa';
  document.body.innerHTML = '<ul><li title="a@one.example"></li><li title="b@two.example"></li></ul>';
  vi.stubGlobal('chrome', { runtime });
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(private readonly tell: (entries: { target: Element; isIntersecting: boolean }[]) => void) {}
      observe(target: Element) {
        this.tell([{ target, isIntersecting: true }]);
      }
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(async () => {
  runtime.id = undefined;
  document.body.append('the end');
  await vi.waitFor(() => expect(globalThis.__vafaWatching?.size).toBe(0));
  globalThis.__vafaBadges = undefined;
  vi.unstubAllGlobals();
});

describe('a watched list', () => {
  beforeEach(() => {
    globalThis.__vafaBadges = (pairs) => {
      for (const [row] of pairs) row.insertBefore(document.createElement('span'), row.firstChild);
    };
  });
  const drawn = () => vi.waitFor(() => expect(document.querySelectorAll('li > span')).toHaveLength(2));

  it('is not read again for the badges that we draw into it', async () => {
    watchPage(site);
    await drawn();
    // There is nothing to wait for: it must not happen.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(reads).toBe(1);
  });
  it('is read again for what the page changed before that, in the same breath', async () => {
    watchPage(site);
    const { sendMessage } = runtime;
    runtime.sendMessage = async (message) => {
      if (message.verb === 'rows') queueMicrotask(() => document.querySelector('ul')?.setAttribute('title', 'new'));
      return sendMessage(message);
    };
    await drawn();
    await vi.waitFor(() => expect(reads).toBeGreaterThan(1));
    runtime.sendMessage = sendMessage;
  });
});
