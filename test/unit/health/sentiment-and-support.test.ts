import { describe, expect, test } from 'vitest';
import { REMARK_KINDS } from '../../../shared/attributes';
import { DAY, type LiveEvent } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { defaultModel } from '../../../shared/health/default-model';
import { factorOf } from '../../../shared/health/registry';
import { day, ev } from '../../../shared/signals/example';

const model = defaultModel(0);
const now = day('2026-10-13');
const termOf = (factor: 'sentiment' | 'support', code: string, events: LiveEvent[], at = now) =>
  factorOf(factor)
    .read(fold(events), model, at)
    .terms.find((term) => term.code === code);
const lossOf = (events: LiveEvent[]) =>
  factorOf('sentiment')
    .read(fold(events), model, now)
    .terms.reduce((sum, { share }) => sum + share, 0);

describe('sentiment', () => {
  const nothing = lossOf([ev('note', '2026-10-01', { kind: 'call' })]);

  test('every kind of remark costs something, but praise and wishes', () => {
    const free = REMARK_KINDS.filter((kind) => lossOf([ev('remark', '2026-10-12', { kind })]) <= nothing);
    expect([...free].sort()).toEqual(['call-request', 'expansion', 'praise']);
  });

  test('feedback that waits for an answer costs more by the day, and answered it fades', () => {
    const said = ev('remark', '2026-10-01', { kind: 'negative-feedback' }, 'f');
    const waiting = (at: string) => termOf('sentiment', 'complaint', [said], day(at))?.share ?? 0;
    expect(waiting('2026-10-08')).toBeGreaterThan(waiting('2026-10-02'));
    const answered = [said, ev('remark.answered', '2026-10-02', { remark: 'f' })];
    const left = (at: string) => termOf('sentiment', 'remark', answered, day(at))?.share ?? 0;
    expect(left('2026-10-02')).toBeLessThan(waiting('2026-10-02'));
    expect(left('2026-12-01') * 2).toBeCloseTo(left('2026-10-02'), 10);
  });

  test('a talk that went badly costs until one goes well', () => {
    const bad = ev('note', '2026-10-10', { kind: 'call', sentiment: 'bad' });
    expect(termOf('sentiment', 'talk', [bad])?.share).toBeGreaterThan(0);
    expect(termOf('sentiment', 'talk', [bad, ev('note', '2026-10-12', { kind: 'meeting', sentiment: 'good' })])).toBeUndefined();
  });
});

describe('support', () => {
  const waits = (...seconds: number[]) => seconds.map((each, i) => ev('wait', now - i * DAY, { channel: 'phone', seconds: each }, `w${i}`));

  test('row 29: the median of the last five waits costs, halves in a month, and one long wait among short ones is none', () => {
    const long = waits(600, 600, 600, 10, 10);
    const share = termOf('support', 'wait', long)?.share ?? 0;
    expect(share).toBeGreaterThan(0);
    expect(termOf('support', 'wait', long, now + 30 * DAY)?.share).toBeCloseTo(share / 2, 10);
    expect(termOf('support', 'wait', waits(10, 3000, 10, 20, 10))).toBeUndefined();
  });

  test('what we had agreed and missed costs, fades, and is bounded for who deals with us a lot', () => {
    const missed = (n: number) => Array.from({ length: n }, (_, i) => ev('sla.result', now, { met: false }, `m${i}`));
    const one = termOf('support', 'missed', missed(1));
    expect(one?.share).toBeGreaterThan(0);
    expect(termOf('support', 'missed', missed(1), now + 30 * DAY)?.share).toBeCloseTo((one?.share ?? 0) / 2, 10);
    expect(termOf('support', 'missed', missed(20))?.share).toBe(termOf('support', 'missed', missed(5))?.share);
    expect(termOf('support', 'missed', [ev('sla.result', now, { met: true })])).toBeUndefined();
  });
});
