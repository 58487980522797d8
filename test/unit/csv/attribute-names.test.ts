import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, EVENTS } from '../../../shared/event';
import { ATTRIBUTE_NAMES } from '../../../worker/connectors/csv/attribute-names';
import { attributesOfRow } from '../../../worker/connectors/csv/attributes-of-row';
import { EVENT_COLUMNS } from '../../../worker/connectors/csv/columns';
import { foldName } from '../../../worker/connectors/csv/fold-name';
import { columnsOf } from '../../../worker/pages/event-columns';

const read = (type: (typeof EVENT_TYPES)[number], titles: string[], row: string[]) => attributesOfRow(type, titles, row, new Map(), null);

describe('columns of events', () => {
  it('are read under Persian and Arabic headers as under English ones', () => {
    const remark = { kind: 'competitor', name: 'Northglass', blocker: true };
    expect(read('remark', ['kind', 'name', 'blocker'], ['competitor', 'Northglass', 'yes'])).toEqual(remark);
    expect(read('remark', ['دسته', 'نام', 'مانع کار'], ['competitor', 'Northglass', 'بله'])).toEqual(remark);
    expect(read('remark', ['الصنف', 'الاسم', 'يوقف العمل'], ['competitor', 'Northglass', 'نعم'])).toEqual(remark);
  });
  it('read a follow-up day in either calendar as the instant that it is', () => {
    const note = { kind: 'call', follow_up: Date.UTC(2026, 9, 13) };
    expect(read('note', ['kind', 'follow_up'], ['call', '2026-10-13'])).toEqual(note);
    expect(read('note', ['دسته', 'موعد پیگیری'], ['call', '۱۴۰۵/۰۷/۲۱'])).toEqual(note);
  });
  it('read a wait, a promise of a result and its outcome', () => {
    expect(read('wait', ['channel', 'ثانیه'], ['phone', '۷۲۰'])).toEqual({ channel: 'phone', seconds: 720 });
    expect(read('promise', ['promise', 'what', 'due', 'kind'], ['P1', 'Half the returns', '2026-12-01', 'result'])).toEqual({
      promise: 'P1',
      what: 'Half the returns',
      due: Date.UTC(2026, 11, 1),
      kind: 'result',
    });
    expect(read('promise.kept', ['قول', 'نتیجه'], ['P1', 'partly'])).toEqual({ promise: 'P1', outcome: 'partly' });
  });
  it('have other names for attributes that exist only, and none that a column of the row itself has', () => {
    const attributes = new Set(EVENT_TYPES.flatMap((type) => Object.keys(EVENTS[type].attributes.entries)));
    expect(Object.keys(ATTRIBUTE_NAMES).filter((name) => !attributes.has(name))).toEqual([]);
    const { event_id, customer, customer_name, type, at, data } = EVENT_COLUMNS;
    const taken = new Set([event_id, customer, customer_name, type, at, data].flat().map(foldName));
    expect(
      Object.values(ATTRIBUTE_NAMES)
        .flat()
        .filter((name) => taken.has(foldName(name))),
    ).toEqual([]);
  });
  it('stand for one attribute each within a type', () => {
    for (const type of EVENT_TYPES) {
      const names = Object.keys(EVENTS[type].attributes.entries).map(
        (name) => new Set([name, ...(ATTRIBUTE_NAMES[name] ?? [])].map(foldName)),
      );
      const all = names.flatMap((each) => [...each]);
      expect(new Set(all).size, type).toBe(all.length);
    }
  });
  it('are listed on the import page, those that a type needs first', () => {
    expect(columnsOf('promise')).toEqual({ needed: ['promise', 'what', 'due'], others: ['by', 'kind', 'effort'] });
    expect(columnsOf('wait')).toEqual({ needed: ['channel', 'seconds'], others: ['contact'] });
  });
});
