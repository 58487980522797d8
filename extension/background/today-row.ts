/** What one customer's row in today's list says: the task that is due, else the act of its worst warning with the date it presses against, else the date. */
import { DAY } from '../../shared/event';
import { lastContact } from '../../shared/health/cadence';
import { FORMULA, type Model } from '../../shared/health/model';
import { nextAct } from '../../shared/health/next-act';
import { inDays, shortAge } from '../../shared/i18n/ages';
import { daysBetween } from '../../shared/i18n/dates';
import type { Args } from '../../shared/i18n/message';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerRecord } from '../../shared/record';
import { type OpenSignal, openSignals } from '../../shared/signals/registry';
import type { Act, Fault } from '../../shared/signals/signal';
import type { Due } from './due';

/** The words of a row, and what puts it before another one of equal weight. */
export interface TodayRow {
  id: string;
  title: string;
  when: string;
  kind: string;
  task: string | null;
  /** On our side, or due: comes first among equals. */
  ours: boolean;
  /** Nothing is known but that they say nothing: such rows are few. */
  quiet: boolean;
  /** The instant it is due, or `now` where it has no date (epoch ms). */
  at: number;
}
/** Severities whose act is offered here; the lesser ones stay on the card, but for a silence that grew too long and a day that we named. */
const PRESSING: readonly string[] = ['critical', 'high'];
/** What is ours and due within this time (ms) is for today. */
const SOON = DAY;
const SILENCE = 'keep-in-touch';
/** Theirs: nobody knows how they are. */
const MOOD_UNKNOWN = 'ask-how';

/** The row of a customer of whom `due` is due; null where there is nothing to say today. */
export function todayRow(record: CustomerRecord, due: readonly Due[], model: Model | null, now: number, t: Translate): TodayRow | null {
  const task = due.filter(({ kind }) => kind === 'task').sort((a, b) => a.at - b.at)[0];
  if (task !== undefined) return { ...dated(task, now, t), title: task.title };
  const date = due.filter(({ kind }) => kind !== 'task').sort((a, b) => a.at - b.at)[0];
  const pressing = pressingAct(record, model, now);
  if (pressing !== null) {
    const title = t(`act.${pressing.act.code}`, pressing.act.args);
    return date === undefined ? { ...undated(record, pressing, now, t), title } : { ...dated(date, now, t), title };
  }
  if (date !== undefined) return { ...dated(date, now, t), title: t(date.kind === 'notice' ? 'today.notice' : 'today.renewal') };
  return null;
}

function dated(due: Due, now: number, t: Translate): Omit<TodayRow, 'title'> {
  const late = daysBetween(due.at, now, t.locale);
  const when = due.kind === 'task' && late > 0 ? t('today.late', { n: late }) : inDays(t, due.at, now);
  return { id: due.id, when, kind: t(`today.kind.${due.kind}`), task: due.task, ours: due.kind === 'task', quiet: false, at: due.at };
}

interface Pressing {
  act: Act;
  args: Args;
  fault: Fault;
  since: number;
  signal: string;
}

function undated(
  { id, facts }: CustomerRecord,
  { act, args, fault, since, signal }: Pressing,
  now: number,
  t: Translate,
): Omit<TodayRow, 'title'> {
  const last = lastContact(facts);
  if (act.code === SILENCE && last !== null) {
    const when = t('unit.d', { n: daysBetween(last, now, t.locale) });
    return { id: `silent:${encodeURIComponent(id)}`, when, kind: t('today.kind.contact'), task: null, ours: true, quiet: false, at: now };
  }
  if (act.code === MOOD_UNKNOWN && typeof args.days === 'number') {
    const when = t('unit.d', { n: args.days });
    return { id: `silent:${encodeURIComponent(id)}`, when, kind: t('today.kind.contact'), task: null, ours: false, quiet: true, at: now };
  }
  const late = act.due === null ? 0 : daysBetween(act.due, now, t.locale);
  const when = act.due === null ? shortAge(t, since, now) : late > 0 ? t('today.late', { n: late }) : inDays(t, act.due, now);
  return {
    id: `signal:${encodeURIComponent(id)}:${signal}`,
    when,
    kind: t(fault === 'us' ? 'whose.us' : 'today.kind.signal'),
    task: null,
    ours: fault === 'us',
    quiet: false,
    at: act.due ?? now,
  };
}

/**
 * The act that gives most back, where its warning is high or critical; else the act of the worst such warning, ours before theirs. With
 * none of them, asking those how they are of whom nobody has heard for long.
 */
function pressingAct({ facts }: CustomerRecord, model: Model | null, now: number): Pressing | null {
  if (model === null || model.formula !== FORMULA) return null;
  const awake = openSignals(facts, model, now).filter(({ reading, snoozedUntil }) => snoozedUntil === null && reading.act !== undefined);
  const open = awake.filter(
    ({ signal, reading: { severity, act } }) =>
      act !== undefined &&
      (PRESSING.includes(severity) ||
        act.code === SILENCE ||
        (signal.fault === 'us' && severity === 'medium' && act.due !== null && act.due <= now + SOON)),
  );
  const best = nextAct(facts, model, now);
  const said = (one: OpenSignal): Pressing[] =>
    one.reading.act === undefined
      ? []
      : [{ act: one.reading.act, args: one.reading.args, fault: one.signal.fault, since: one.reading.since, signal: one.signal.id }];
  const ordered = [...open].sort((a, b) => Number(a.signal.fault === 'them') - Number(b.signal.fault === 'them'));
  const quiet = awake.filter(({ reading }) => reading.act?.code === MOOD_UNKNOWN);
  return [...ordered.filter(({ signal }) => signal.id === best?.signal?.id), ...ordered, ...quiet].flatMap(said)[0] ?? null;
}
