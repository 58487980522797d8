import { describe, expect, it } from 'vitest';
import { hashOf, readRoute } from '../../../extension/customers/route';
import { SECTIONS } from '../../../extension/customers/section-ids';
import { DAY } from '../../../shared/event';
import { NOW } from '../present/quillbrook';
import { openPage, until } from './open-page';

describe('the sections of a customer’s page', () => {
  it('row 47: above them stand who, how it stands and why, tier, renewal, owner and the one next thing', async () => {
    const { root } = await openPage('#/c/quillbrook');
    await until(() => expect(root.querySelector('.head h1')?.textContent).toBe('Quillbrook Ceramics'));
    const facts = [...root.querySelectorAll('.key-facts > div')].map((row) => [
      row.querySelector('dt')?.textContent,
      row.querySelector('dd')?.textContent !== '',
    ]);
    expect(facts).toEqual(['Tier', 'Renewal', 'Notice', 'Last contact', 'Yearly value', 'Owner'].map((label) => [label, true]));
    expect(root.querySelector('.head .why')?.textContent).not.toBe('');
    expect(root.querySelector('.next-act h2')?.textContent).toBe('Next');
    expect(root.querySelectorAll('h1')).toHaveLength(1);
  });
  it('opening a customer asks only for what is shown; each section asks when it is opened, and once', async () => {
    const { root, asked, find } = await openPage('#/c/quillbrook');
    await until(() => expect(root.querySelector('[data-section="now"] h2')).toBeTruthy());
    const later = ['report.timeline', 'report.history', 'segments.read', 'keeping.read', 'ledger.read', 'log.context'] as const;
    for (const verb of later) expect(asked(verb), verb).toEqual([]);
    const go = async (title: string, ready: string) => {
      location.hash = find<HTMLAnchorElement>('nav.sections a', title).getAttribute('href') ?? '';
      await until(() => expect(root.querySelector(ready)).toBeTruthy());
    };
    await go('Health', '[data-section="health"] .walk');
    await go('Today', '[data-section="health"][hidden]');
    await go('Health', '[data-section="now"][hidden]');
    expect(asked('report.history')).toHaveLength(1);
    expect(asked('report.timeline')).toEqual([]);
    expect(asked('report.customer')).toHaveLength(1);
  });
  it('the open one is in the address and is told as the current one', async () => {
    const { root } = await openPage('#/c/quillbrook/people');
    await until(() => expect(root.querySelector('nav.sections [aria-current]')?.textContent).toBe('People'));
    expect(root.querySelectorAll('nav.sections [aria-current]')).toHaveLength(1);
    expect(root.querySelectorAll('[data-section]:not([hidden])')).toHaveLength(1);
  });
  it('an address holds customer and section, and still leads to a note as it did before there were sections', () => {
    for (const section of SECTIONS) {
      const route = readRoute(hashOf({ view: 'customer', customer: 'a/b', section }));
      expect(route).toMatchObject({ view: 'customer', customer: 'a/b', ...(section === 'now' ? {} : { section }) });
    }
    expect(readRoute('#/c/a/01JB')).toEqual({ view: 'customer', customer: 'a', section: 'contact', note: '01JB' });
    expect(readRoute(hashOf({ view: 'customer', customer: 'a', note: '01/JB' }))).toMatchObject({ note: '01/JB' });
  });
  it('shows the newest twenty of the timeline, and older ones when asked', async () => {
    const entries = Array.from({ length: 45 }, (_, nth) => ({
      id: `n${nth}`,
      type: 'note',
      at: NOW - (nth + 1) * DAY,
      source: 'extension',
      revision: 0,
      data: { kind: 'call', text: `Call ${nth}` },
    }));
    const { root, click } = await openPage('#/c/quillbrook/contact', {
      'report.timeline': () => ({ entries, pinned: [], cursor: null, since: 9e15 }),
    });
    const rows = () => [...root.querySelectorAll('.timeline [data-entry]')];
    await until(() => expect(rows()).toHaveLength(20));
    expect(rows()[0]?.textContent).toContain('Call 0');
    click('button', 'Show older');
    await until(() => expect(rows()).toHaveLength(40));
    click('button', 'Show older');
    await until(() => expect(rows()).toHaveLength(45));
    expect(root.querySelector('.older')).toBeNull();
  });
});
