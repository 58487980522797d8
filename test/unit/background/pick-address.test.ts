import { beforeEach, describe, expect, it } from 'vitest';
import { pickAddress, selectorFor } from '../../../extension/page/pick-address';

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
