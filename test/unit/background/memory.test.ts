import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keptArea } from '../../../extension/background/kept';
import { rememberingStore } from '../../../extension/background/remembering-store';
import { memoryStore } from './memory-store';

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
});

describe('what is remembered of the browser’s storage', () => {
  it('is asked for once, however many ask', async () => {
    await browser.storage.local.set({ settings: 'kept' });
    const get = vi.spyOn(browser.storage.local, 'get');
    const area = keptArea('local');
    expect(await Promise.all([area.read('settings'), area.read('settings')])).toEqual(['kept', 'kept']);
    expect(await area.read('settings')).toBe('kept');
    expect(get).toHaveBeenCalledTimes(1);
  });
  it('follows what others write', async () => {
    const area = keptArea('local');
    expect(await area.read('settings')).toBeUndefined();
    await browser.storage.local.set({ settings: 'theirs' });
    expect(await area.read('settings')).toBe('theirs');
  });
  it('knows its own writes before the browser has them, and survives with the browser alone', async () => {
    const area = keptArea('session');
    const written = area.write('tab:1', { key: 'a' });
    expect(await area.read('tab:1')).toEqual({ key: 'a' });
    await written;
    expect(await keptArea('session').read('tab:1')).toEqual({ key: 'a' });
    await area.remove('tab:1');
    expect(await area.read('tab:1')).toBeUndefined();
    expect(await keptArea('session').read('tab:1')).toBeUndefined();
  });
  it('is not overwritten by an older value that was being read meanwhile', async () => {
    await browser.storage.local.set({ settings: 'old' });
    const area = keptArea('local');
    const reading = area.read('settings');
    const writing = area.write('settings', 'new');
    await Promise.all([reading, writing]);
    expect(await area.read('settings')).toBe('new');
  });
  it('is read ahead in one question, and never over what was written or changed meanwhile', async () => {
    await browser.storage.session.set({ 'tab:1': 'a', 'tab:2': 'b', 'tab:3': 'c' });
    const get = vi.spyOn(browser.storage.session, 'get');
    const area = keptArea('session');
    const [ahead, written] = [area.ahead(), area.write('tab:2', 'ours')];
    await Promise.all([ahead, written, browser.storage.session.set({ 'tab:3': 'theirs' })]);
    expect([await area.read('tab:1'), await area.read('tab:2')]).toEqual(['a', 'ours']);
    expect(get).toHaveBeenCalledTimes(1);
    expect(await area.read('tab:3')).toBe('theirs');
  });
  it('forgets what could not be written', async () => {
    await browser.storage.local.set({ settings: 'old' });
    const area = keptArea('local');
    vi.spyOn(browser.storage.local, 'set').mockRejectedValueOnce(new Error('full'));
    await expect(area.write('settings', 'new')).rejects.toThrow('full');
    expect(await area.read('settings')).toBe('old');
  });
});

describe('a store with a memory', () => {
  it('reads each key once and knows what it wrote', async () => {
    const inner = memoryStore(new Map([['a', 1]]));
    const get = vi.spyOn(inner, 'get');
    const store = rememberingStore(inner);
    expect(await Promise.all([store.get('a'), store.get('a')])).toEqual([1, 1]);
    await store.write({ put: [['b', 2]], drop: ['a'] });
    expect([await store.get('a'), await store.get('b')]).toEqual([undefined, 2]);
    expect(get).toHaveBeenCalledTimes(1);
    expect([...inner.items]).toEqual([['b', 2]]);
  });
  it('believes the store again after a write that failed, before or after it was kept', async () => {
    const inner = memoryStore(new Map([['a', 1]]));
    const store = rememberingStore(inner);
    await store.get('a');
    inner.failAt(1, 'before');
    await expect(store.write({ put: [['a', 2]] })).rejects.toThrow();
    expect(await store.get('a')).toBe(1);
    inner.failAt(1, 'after');
    await expect(store.write({ put: [['a', 3]] })).rejects.toThrow();
    expect(await store.get('a')).toBe(3);
  });
  it('does not keep the old value of a read that a write overtook', async () => {
    const inner = memoryStore(new Map([['a', 'old']]));
    let release = () => {};
    vi.spyOn(inner, 'get').mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return 'old';
    });
    const store = rememberingStore(inner);
    const reading = store.get('a');
    await store.write({ put: [['a', 'new']] });
    release();
    await reading;
    expect(await store.get('a')).toBe('new');
  });
  it('is empty once it was cleared', async () => {
    const store = rememberingStore(memoryStore(new Map([['a', 1]])));
    await store.get('a');
    await store.clear();
    expect(await store.get('a')).toBeUndefined();
  });
});
