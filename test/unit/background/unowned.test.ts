import { describe, expect, it } from 'vitest';
import { unownedOf } from '../../../extension/background/unowned';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import type { CustomerRecord } from '../../../shared/record';
import { events } from '../events';

const NOW = Date.UTC(2026, 10, 21, 12);
function customer(id: string, owner: string | null, lost = false): CustomerRecord {
  const e = events(id);
  const log = [e['customer.owner'](NOW - 9 * DAY, { owner }), ...(lost ? [e['customer.lost'](NOW - DAY, { code: 'price' })] : [])];
  return { id, seq: 1, trace: [], signals: [], facts: fold(log) };
}

describe('customers whom nobody owns', () => {
  const book = [customer('a', 'u1'), customer('b', null), customer('c', null), customer('gone', null, true)];
  it('row 79: are counted for who may hand them over, without those who left', () => {
    expect(unownedOf(book, 'manager', 'all')).toEqual({ customers: 2, atLeast: false });
    expect(unownedOf(book, 'admin', 'some')).toEqual({ customers: 2, atLeast: true });
    expect(unownedOf(book, 'agent', 'own')).toBeNull();
  });
  it('are nothing to say where all have an owner, or nobody owns any', () => {
    expect(unownedOf([customer('a', 'u1')], 'admin', 'all')).toBeNull();
    expect(unownedOf([customer('b', null)], 'admin', 'all')).toBeNull();
  });
});
