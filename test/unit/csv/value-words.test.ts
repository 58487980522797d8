import { describe, expect, it } from 'vitest';
import { EVENTS } from '../../../shared/event';
import { LANGUAGES } from '../../../shared/i18n/languages';
import { openCsv, readRows } from '../../../worker/connectors/csv';
import { attributesOfRow } from '../../../worker/connectors/csv/attributes-of-row';
import { foldName } from '../../../worker/connectors/csv/fold-name';
import type { Note } from '../../../worker/connectors/csv/reason';
import { choiceOf } from '../../../worker/connectors/csv/value-words';

const REMARKS: readonly string[] = EVENTS.remark.attributes.entries.kind.options;
const NOTES: readonly string[] = EVENTS.note.attributes.entries.kind.options;
const remark = (text: string) => choiceOf('remark', 'kind', REMARKS, text);
const note = (text: string) => choiceOf('note', 'kind', NOTES, text);

describe('the values of closed lists', () => {
  it('row 28: are read by the words that people see in Vafa, in every language', () => {
    for (const { messages } of LANGUAGES) {
      for (const kind of REMARKS) expect({ kind, read: remark(String(messages[`remark.${kind}`])) }).toEqual({ kind, read: kind });
      for (const kind of NOTES) expect({ kind, read: note(String(messages[`kind.${kind}`])) }).toEqual({ kind, read: kind });
    }
    expect([remark('گران می‌داند'), remark('نية المغادرة'), remark('Wants to leave')]).toEqual(['price-objection', 'leave', 'leave']);
  });

  it('are read however their letters are typed', () => {
    expect([remark('شكايت'), remark(' شکایت '), remark('شکوی'), remark('Price Cut')]).toEqual([
      'complaint',
      'complaint',
      'complaint',
      'price-cut',
    ]);
    expect(note('مكالمه')).toBe('call');
  });

  it('say who, which way and how, in Persian and Arabic', () => {
    const read = (titles: string[], row: string[]) => attributesOfRow('note', titles, row, new Map(), null);
    expect(read(['دسته', 'جهت', 'لحن', 'رسمی بودن'], ['تماس', 'ورودی', 'منفی', 'رسمی'])).toEqual({
      kind: 'call',
      direction: 'in',
      sentiment: 'bad',
      tone: 'formal',
    });
    expect(read(['الصنف', 'الاتجاه', 'النبرة'], ['اجتماع', 'صادرة', 'إيجابي'])).toEqual({
      kind: 'meeting',
      direction: 'out',
      sentiment: 'good',
    });
    expect(attributesOfRow('ticket.replied', ['تیکت', 'توسط'], ['1', 'ما'], new Map(), null)).toEqual({ ticket: '1', by: 'us' });
  });

  it('mean one value each, so that no word is taken for another', () => {
    for (const [values, prefixes] of [
      [REMARKS, ['remark.', 'raise.']],
      [NOTES, ['kind.']],
    ] as const) {
      const owners = new Map<string, string>();
      for (const { messages } of LANGUAGES)
        for (const value of values)
          for (const prefix of prefixes) {
            const word = foldName(String(messages[prefix + value] ?? ''));
            if (word === '') continue;
            expect({ word, value: owners.get(word) ?? value }).toEqual({ word, value });
            owners.set(word, value);
          }
    }
  });

  it('are refused by name where nobody knows the word', () => {
    expect(() => attributesOfRow('remark', ['kind'], ['دلخوری'], new Map<string, Note>(), null)).toThrow('choice');
  });

  it('row 28: what a word was read as stands in the dry run, once for each word', () => {
    const csv =
      'customer,type,at,kind\nacme,remark,2026-10-01,شکایت\nacme,remark,2026-10-02,شكايت\nacme,remark,2026-10-03,complaint\nacme,remark,2026-10-04,رقیب\n';
    const file = openCsv('events', new TextEncoder().encode(csv));
    if ('missing' in file) throw new Error('the file was not understood');
    const read = readRows(file, { now: Date.UTC(2026, 10, 21), customer: () => 'acme', customerOfContact: () => null, user: () => null });
    expect(read.rows).toHaveLength(4);
    expect(read.notes).toEqual([
      { key: 'choice', args: { column: 'kind', from: 'شکایت', to: 'complaint' } },
      { key: 'choice', args: { column: 'kind', from: 'رقیب', to: 'competitor' } },
    ]);
  });
});
