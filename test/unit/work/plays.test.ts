/** Every play, by one contract; and how a run of one goes. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import { fold } from '../../../shared/facts/fold';
import { LANGUAGES } from '../../../shared/i18n/languages';
import { PLAYS, playsFor } from '../../../shared/plays/registry';
import { playRuns } from '../../../shared/plays/run';
import { tallyPlays } from '../../../shared/plays/tally';
import { day, ev } from '../../../shared/signals/example';
import { SIGNALS } from '../../../shared/signals/registry';

describe.each(PLAYS.map((play) => [play.id, play] as const))('%s', (id, play) => {
  it(`row ${play.row}: has steps that come one after the other, and an owner for each`, () => {
    expect(play.steps.length).toBeGreaterThan(1);
    const after = play.steps.map((step) => step.after);
    expect(after).toEqual([...after].sort((a, b) => a - b));
    expect(new Set(play.steps.map((step) => step.id)).size).toBe(play.steps.length);
  });
  it('suits signals that there are', () => {
    const known = SIGNALS.map((signal) => signal.id);
    expect(play.suits.filter((signal) => !known.includes(signal))).toEqual([]);
  });
  it.each(LANGUAGES)('is worded in $id: its name, its steps and what counts as worked', ({ messages }) => {
    const keys = [`play.${id}`, `play.${id}.result`, ...play.steps.map((step) => `play.${id}.${step.id}`)];
    expect(keys.filter((key) => !(key in messages))).toEqual([]);
  });
});

describe('plays', () => {
  it('row 91: four ways to step in at once are built in, and a warning offers those that suit it', () => {
    expect(PLAYS.map(({ id }) => id)).toEqual(expect.arrayContaining(['friendly-check-in', 'needs-assessment', 'discount', 'free-add-on']));
    expect(playsFor('price-objection').map(({ id }) => id)).toEqual(['discount']);
    expect(playsFor('usage-drop')[0]?.id).toBe('needs-assessment');
    expect(playsFor('no-such-signal')).toEqual([]);
  });
  it('row 92: winning back goes from talk to offer to decision, and its result is kept', () => {
    const started = ev('play.started', '2026-10-12', { play: 'p', kind: 'win-back', signal: 'wants-to-leave' });
    const task = (step: string, at: string) => [
      ev('task.set', at, { task: `due:play:p:${step}`, title: step, due: day(at), play: 'p', step }, `${step}1`),
      ev('task.done', at, { task: `due:play:p:${step}` }, `${step}2`),
    ];
    const next = (events: Parameters<typeof fold>[0]) => playRuns(fold(events))[0]?.next?.step.id;
    expect(next([started])).toBe('talk');
    expect(playRuns(fold([started]))[0]?.next?.due).toBe(day('2026-10-13'));
    const talked = [started, ...task('talk', '2026-10-13')];
    expect(next(talked)).toBe('offer');
    const all = [...talked, ...task('offer', '2026-10-16'), ...task('confirm', '2026-10-20')];
    expect(next(all)).toBeUndefined();
    const ended = fold([...all, ev('play.ended', '2026-10-21', { play: 'p', result: 'worked', text: 'They stay' })]);
    expect(ended.plays).toMatchObject([{ kind: 'win-back', result: 'worked', endedAt: day('2026-10-21'), text: 'They stay' }]);
  });
  it('count how often each worked: given up is no result, in part is no success', () => {
    const run = (play: string, result: 'worked' | 'partly' | 'no' | 'dropped' | null) => [
      ev('play.started', day('2026-10-01'), { play, kind: 'discount' }, `s${play}`),
      ...(result === null ? [] : [ev('play.ended', day('2026-10-01') + DAY, { play, result }, `e${play}`)]),
    ];
    const facts = fold([...run('a', 'worked'), ...run('b', 'partly'), ...run('c', 'no'), ...run('d', 'dropped'), ...run('e', null)]);
    expect(tallyPlays([facts])).toEqual({ discount: { ended: 3, worked: 1, running: 1 } });
  });
});
