import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ACT_TYPES } from '../../../shared/act-types';
import { EVENTS } from '../../../shared/event';
import { LANGUAGES } from '../../../shared/i18n/languages';
import { PULSE_CODES } from '../../../shared/judgement/pulse-codes';
import { missingOf, NOTHING_SAID, RAISE_GROUPS, RAISES, type RaiseSaid } from '../../../shared/judgement/raises';
import { SNOOZE_REASONS } from '../../../shared/judgement/snooze';

const SAID: RaiseSaid = {
  text: ' They said so ',
  name: 'Northglass',
  minutes: 12,
  channel: 'chat',
  due: Date.UTC(2026, 11, 1, 20),
  blocker: true,
};
const CONTEXT = { newId: 'P1', contact: 'k1', label: 'Noted', list: 'newsletter' };

describe('what a person notes by hand', () => {
  it.each(RAISES.map((raise) => [raise.row, raise.id, raise] as const))(
    'row %i: %s becomes an event that may be written',
    (_row, _id, raise) => {
      const said = { ...NOTHING_SAID, ...Object.fromEntries([...raise.needs, ...raise.offers].map((field) => [field, SAID[field]])) };
      const { type, data } = raise.event(said, CONTEXT);
      expect(ACT_TYPES).toContain(type);
      expect(v.safeParse(EVENTS[type].attributes, data).issues).toBeUndefined();
      const known = Object.keys(EVENTS[type].attributes.entries);
      expect(Object.keys(data).filter((key) => !known.includes(key))).toEqual([]);
    },
  );
  it.each(RAISES.filter(({ needs }) => needs.length === 0).map((raise) => [raise.id, raise] as const))(
    '%s needs no word: one click is an event',
    (_id, raise) => {
      const { type, data } = raise.event(NOTHING_SAID, { ...CONTEXT, contact: '' });
      expect(v.safeParse(EVENTS[type].attributes, data).issues).toBeUndefined();
    },
  );
  it('asks for the name, the day or the minutes without which it means nothing', () => {
    const missing = Object.fromEntries(
      RAISES.map((raise) => [raise.id, missingOf(raise, NOTHING_SAID)]).filter(([, fields]) => fields?.length),
    );
    expect(missing).toEqual({
      competitor: ['name'],
      'long-wait': ['minutes'],
      'follow-up': ['due'],
      promise: ['text', 'due'],
      result: ['text', 'due'],
    });
    for (const raise of RAISES) expect(missingOf(raise, SAID)).toEqual([]);
  });
  it('keeps the contact of the open mail, the words without their edges, and what cannot wait', () => {
    const defect = RAISES.find(({ id }) => id === 'defect');
    expect(defect?.event(SAID, CONTEXT).data).toEqual({
      kind: 'defect',
      text: 'They said so',
      name: 'Northglass',
      contact: 'k1',
      blocker: true,
    });
    const wait = RAISES.find(({ id }) => id === 'long-wait');
    expect(wait?.event(SAID, CONTEXT)).toEqual({ type: 'wait', data: { channel: 'chat', seconds: 720, contact: 'k1' } });
    const result = RAISES.find(({ id }) => id === 'result');
    expect(result?.event(SAID, CONTEXT).data).toMatchObject({
      promise: 'P1',
      what: 'They said so',
      by: 'us',
      kind: 'result',
      due: SAID.due,
    });
  });
  it('stands once each, in a group that is shown, and in words of every language', () => {
    expect(new Set(RAISES.map(({ id }) => id)).size).toBe(RAISES.length);
    expect(RAISES.filter(({ group }) => !RAISE_GROUPS.includes(group))).toEqual([]);
    const keys = [
      ...RAISES.map(({ id }) => `raise.${id}`),
      ...RAISES.filter(({ needs, offers }) => [...needs, ...offers].includes('name')).map(({ id }) => `raise.name.${id}`),
      ...RAISE_GROUPS.map((group) => `raise.group.${group}`),
      ...PULSE_CODES.map((code) => `pulse.code.${code}`),
      ...SNOOZE_REASONS.map((reason) => `snooze.reason.${reason}`),
    ];
    for (const { messages } of LANGUAGES) expect(keys.filter((key) => !(key in messages))).toEqual([]);
  });
  it('has words by which each can be told from the others, in every language', () => {
    for (const { messages } of LANGUAGES) {
      const words = RAISES.map(({ id, group }) => `${group} ${String(messages[`raise.${id}`])}`);
      expect(new Set(words).size).toBe(RAISES.length);
    }
  });
});
