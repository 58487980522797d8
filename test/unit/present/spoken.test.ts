import { describe, expect, it } from 'vitest';
import { stripMarks } from '../../../shared/i18n/bidi';
import { translator } from '../../../shared/i18n/t';
import { presentSpoken } from '../../../shared/present/spoken';
import { healthy, unknown, watch } from '../card/samples';
import { AR, EN, FA } from './quillbrook';

const say = (locale: typeof EN, view: typeof watch) => stripMarks(presentSpoken(translator(locale), view));

describe('what a screen reader hears of the card', () => {
  it('is who, band, score, change and open warnings in one sentence', () => {
    expect(say(EN, watch)).toBe(
      'Quillbrook Ceramics; Health 62 of 100, watch, higher is better; −9 since Thu 8 Oct; Signals: Two urgent tickets open, Invoice 12 days late and Logins 31% below usual',
    );
  });
  it('leaves out what has ended, and says that there are no warnings', () => {
    expect(say(EN, { ...watch, signals: watch.signals.map((signal) => ({ ...signal, closed: true })) })).toMatch(/; No warnings$/);
    expect(say(EN, { ...healthy, signals: [] })).toContain(healthy.noSignals);
  });
  it('names no change where there is no number', () => {
    expect(say(EN, { ...unknown, delta: watch.delta })).not.toContain('since');
  });
  it('joins as each language does', () => {
    expect(say(FA, watch)).toContain('؛ هشدارها: Two urgent tickets open، Invoice 12 days late و Logins');
    expect(say(AR, watch)).toContain('؛ التحذيرات: Two urgent tickets open وInvoice 12 days late وLogins');
  });
});
