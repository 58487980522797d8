import { beforeEach, describe, expect, it } from 'vitest';
import { pickAddress } from '../../../extension/page/pick-address';
import { selectorFor } from '../../../extension/page/place-selector';

const PAGE = `
  <div class="ticket"><p class="requester">From <span class="requester-email">maya@acme.example</span></p>
  <p id="body">Write to nobody, please</p></div>`;
const at = (selector: string): Element => {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};
const click = (selector: string) => {
  const event = new MouseEvent('click', { bubbles: true, cancelable: true });
  at(selector).dispatchEvent(event);
  return event;
};

beforeEach(() => {
  document.body.innerHTML = PAGE;
});

describe('pointing at the sender', () => {
  it('answers with the place that was clicked, and takes its frame away', async () => {
    const before = document.documentElement.children.length;
    const picked = pickAddress();
    expect(click('.requester-email').defaultPrevented).toBe(true);
    expect(await picked).toEqual({ selector: 'span.requester-email', address: 'maya@acme.example', shape: '/' });
    expect(document.documentElement.children).toHaveLength(before);
  });
  it('waits on where the place has no address, and ends by Escape', async () => {
    const picked = pickAddress();
    click('#body');
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(await picked).toBeNull();
    expect(click('.requester-email').defaultPrevented).toBe(false);
  });
  it('goes from address to address by Tab and arrows, round and round, and takes one by Enter', async () => {
    document.body.innerHTML = `<p>From <span id="one">maya@acme.example</span></p><p>Not an address: a@b</p>
      <p title="omid@acme.example" id="outer"><a id="two" href="mailto:omid@acme.example">Omid</a></p><p hidden>gone@acme.example</p>`;
    const press = (key: string, shiftKey = false) => {
      const event = new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true });
      at('#one').dispatchEvent(event);
      return event;
    };
    for (const [keys, address] of [
      [['Tab'], 'maya@acme.example'],
      [['ArrowDown', 'ArrowDown'], 'omid@acme.example'],
      [['Tab', 'Tab', 'Tab'], 'maya@acme.example'],
      [['ArrowUp'], 'omid@acme.example'],
    ] as const) {
      const picked = pickAddress();
      expect(press('Enter').defaultPrevented, 'nothing is meant yet').toBe(true);
      for (const key of keys) press(key);
      press('Enter');
      expect(await picked).toMatchObject({ address });
    }
    expect(press('Tab').defaultPrevented).toBe(false);
  });
  it('holds letters from the page while pointing, and leaves the browser its shortcuts', async () => {
    const heard: string[] = [];
    document.body.addEventListener('keydown', ({ key }) => heard.push(key));
    const picked = pickAddress();
    for (const init of [{ key: 'j' }, { key: 'Tab' }, { key: 'c', ctrlKey: true }, { key: 'Escape' }])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
    expect(await picked).toBeNull();
    expect(heard).toEqual(['c']);
  });
  it('gives an earlier pointing up for a later one', async () => {
    const first = pickAddress();
    const second = pickAddress();
    click('.requester-email');
    expect(await first).toBeNull();
    expect(await second).toMatchObject({ address: 'maya@acme.example' });
  });
  it('names the place by what a programmer gave it, not by numbers or by the address', () => {
    document.body.innerHTML =
      '<div class="css-1q2w3e"><a data-testid="sender" id="ember412" href="mailto:a@b.example">a@b.example</a></div>';
    expect(selectorFor(at('a'))).toBe('a[data-testid="sender"]');
  });
});
