/** What one customer's row in today's list says: the task that is due, else the act of its worst warning with the date it presses against, else the date. */
import { DAY } from '../../shared/event';
import { lastContact } from '../../shared/health/cadence';
import type { Model } from '../../shared/health/model';
import { actsThatMove, nextAct } from '../../shared/health/next-act';
import { inDays, shortAge } from '../../shared/i18n/ages';
import { daysBetween } from '../../shared/i18n/dates';
import type { Args } from '../../shared/i18n/message';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerRecord } from '../../shared/record';
import type { OpenSignal } from '../../shared/signals/registry';
import type { Act, Fault } from '../../shared/signals/signal';
import type { Due } from './due';

/** The words of a row, and what puts it before another one of equal weight. */
export interface TodayRow {
  id: string;
  title: string;
  when: string;
  kind: string;
  task: string | null;
  /** The warning that it speaks of; null where it is a task or a date. */
  signal: string | null;
  /** What kind of contact doing it is. */
  log: Act['log'];
  /** On our side, or due: comes first among equals. */
  ours: boolean;
  /** It comes again by the calendar: such rows are few, and so are those of whom nothing is known but that they say nothing. */
  check: boolean;
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

/** The row of a customer of whom `due` is due; null where there is nothing to say today. `open` reads the warnings, where they are needed. */
export function todayRow(
  record: CustomerRecord,
  due: readonly Due[],
  open: () => readonly OpenSignal[],
  model: Model | null,
  now: number,
  t: Translate,
): TodayRow | null {
  const first = (...kinds: Due['kind'][]) => due.filter(({ kind }) => kinds.includes(kind)).sort((a, b) => a.at - b.at)[0];
  const task = first('task');
  if (task !== undefined) return { ...dated(task, now, t), title: task.title };
  const date = first('notice', 'renewal');
  const pressing = pressingAct(record, open(), model, now);
  if (pressing !== null && (!pressing.quiet || date !== undefined)) {
    const { act, signal } = pressing;
    const title = t(`act.${act.code}`, act.args);
    return { ...(date === undefined ? undated(record, pressing, now, t) : dated(date, now, t)), title, signal, log: act.log };
  }
  if (date !== undefined) return { ...dated(date, now, t), title: t(date.kind === 'notice' ? 'today.notice' : 'today.renewal') };
  const update = first('update');
  if (update !== undefined) return { ...dated(update, now, t), title: t('today.update', { ticket: { id: update.title } }), log: 'email' };
  const check = first('check');
  if (check !== undefined) return { ...dated(check, now, t), title: check.title };
  if (pressing === null) return null;
  return { ...undated(record, pressing, now, t), title: t(`act.${pressing.act.code}`, pressing.act.args) };
}

function dated(due: Due, now: number, t: Translate): Omit<TodayRow, 'title'> {
  const late = daysBetween(due.at, now, t.locale);
  const isOurs = due.kind === 'task' || due.kind === 'update';
  const isLate = late > 0 && (isOurs || due.kind === 'check');
  const when = isLate ? t('today.late', { n: late }) : inDays(t, due.at, now);
  const kind = t(`today.kind.${due.kind}`);
  return {
    id: due.id,
    when,
    kind,
    task: due.task,
    signal: null,
    log: 'call',
    ours: isOurs,
    check: due.kind === 'check',
    quiet: false,
    at: due.at,
  };
}

interface Pressing {
  act: Act;
  args: Args;
  fault: Fault;
  since: number;
  signal: string;
  quiet: boolean;
}

function undated({ id, facts }: CustomerRecord, pressing: Pressing, now: number, t: Translate): Omit<TodayRow, 'title'> {
  const { act, args, fault, since, signal, quiet } = pressing;
  const row = { task: null, signal, log: act.log, check: false, quiet };
  const silent = { ...row, id: `silent:${encodeURIComponent(id)}`, kind: t('today.kind.contact'), at: now };
  const last = lastContact(facts);
  if (act.code === SILENCE && last !== null) return { ...silent, when: t('unit.d', { n: daysBetween(last, now, t.locale) }), ours: true };
  if (quiet && typeof args.days === 'number') return { ...silent, when: t('unit.d', { n: args.days }), ours: false };
  const late = act.due === null ? 0 : daysBetween(act.due, now, t.locale);
  return {
    ...row,
    id: `signal:${encodeURIComponent(id)}:${signal}`,
    when: act.due === null ? shortAge(t, since, now) : late > 0 ? t('today.late', { n: late }) : inDays(t, act.due, now),
    kind: t(fault === 'us' ? 'whose.us' : 'today.kind.signal'),
    ours: fault === 'us',
    at: act.due ?? now,
  };
}

/**
 * The act that gives most back, where its warning is high or critical; else the act of the worst such warning, ours before theirs. With
 * none of them, asking those how they are of whom nobody has heard for long.
 */
function pressingAct({ facts }: CustomerRecord, all: readonly OpenSignal[], model: Model | null, now: number): Pressing | null {
  const awake = all.filter(({ reading, snoozedUntil }) => snoozedUntil === null && reading.act !== undefined);
  if (model === null || awake.length === 0) return null;
  const open = awake.filter(
    ({ signal, reading: { severity, act } }) =>
      act !== undefined &&
      (PRESSING.includes(severity) ||
        act.code === SILENCE ||
        (signal.fault === 'us' && severity === 'medium' && act.due !== null && act.due <= now + SOON)),
  );
  const best = open.length > 1 ? nextAct(facts, model, now, actsThatMove(facts, model, now, all)) : null;
  const said = ({ reading: { act, args, since }, signal: { id, fault } }: OpenSignal): Pressing[] =>
    act === undefined ? [] : [{ act, args, fault, since, signal: id, quiet: act.code === MOOD_UNKNOWN }];
  const ordered = [...open].sort((a, b) => Number(a.signal.fault === 'them') - Number(b.signal.fault === 'them'));
  const quiet = awake.filter(({ reading }) => reading.act?.code === MOOD_UNKNOWN);
  return [...ordered.filter(({ signal }) => signal.id === best?.signal?.id), ...ordered, ...quiet].flatMap(said)[0] ?? null;
}
