/**
 * OULAD: students of four runs of courses of the Open University, the days on which they clicked, what they had to hand in and when, and
 * when they left. A run is a workspace, a student a customer: a day of clicks is use, an assessment a step of the setup with its due day,
 * known from the start, done when it was handed in; leaving the course is `customer.lost`.
 */
import type { LiveEvent } from '../../../../shared/event';
import { byTimeThenId } from '../../../../shared/event';
import { type Row, readRows } from '../data-folder';
import { type DataSet, event, every, type LoggedCustomer, noonOf, silentAfter, type Workspace } from '../data-set';

const HORIZON = 28;
/** Course days observed. */
const LENGTHS: Record<string, number> = { AAA2013J: 268, AAA2014J: 269, BBB2013B: 240, BBB2013J: 132 };
/** Registered earlier than this counts as on this day; nothing in the log lies before it. */
const FIRST = -25;

interface Student extends LoggedCustomer {
  registered: number;
  unregistered: number;
  lastClick: number;
}
export interface Tables {
  registrations: Row[];
  clicks: Row[];
  assessments: Row[];
  submissions: Row[];
}

/** Inactive: no click in the 28 days after the cutoff, of all that are registered and have not left. */
export function oulad(folder: string): DataSet {
  const tables = readTables(folder);
  const workspaces = Object.entries(LENGTHS).map(([course, length]): Workspace => {
    const students = studentsOf(course, tables, { registration: true, steps: false });
    return workspaceOf(course, students, every(14, length - HORIZON, 7), {
      counts: isRegistered,
      left: silentAfter(HORIZON),
    });
  });
  return { set: 'oulad', activity: 'usage', fed: ['usage'], horizon: HORIZON, workspaces };
}

/**
 * Stop: of those who clicked in the last 28 days, who clicks within the next 28 for the last time, with 56 days more to see that it
 * was the last; cutoffs from day 14 on. 50,254 rows of 3,972 students, of whom 8.65 % stop: the published base but for 26 rows.
 */
export function ouladStop(folder: string): DataSet {
  const tables = readTables(folder);
  const workspaces = Object.entries(LENGTHS).map(([course, length]): Workspace => {
    const students = studentsOf(course, tables, { registration: false, steps: true });
    return workspaceOf(course, students, every(14, length - HORIZON - 56, 7), {
      counts: (student, cutoff) => isRegistered(student, cutoff) && cutoff - lastUpTo(student.days, cutoff) < HORIZON,
      present: isRegistered,
      left: ({ lastClick }, cutoff) => lastClick <= cutoff + HORIZON,
    });
  });
  return { set: 'oulad_stop', activity: 'usage', fed: ['usage', 'onboarding'], horizon: HORIZON, workspaces };
}

type Rule = (student: Student, cutoff: number) => boolean;

function workspaceOf(name: string, students: Student[], cutoffs: number[], rules: Record<'counts' | 'left', Rule> & { present?: Rule }) {
  const byId = new Map(students.map((student) => [student.id, student]));
  const of =
    (rule: Rule) =>
    ({ id }: LoggedCustomer, cutoff: number): boolean =>
      rule(byId.get(id) as Student, cutoff);
  const { counts, left, present } = rules;
  return { name, customers: students, cutoffs, counts: of(counts), left: of(left), ...(present ? { present: of(present) } : {}) };
}

const isRegistered: Rule = ({ registered, unregistered }, cutoff) => registered <= cutoff && unregistered > cutoff;
const lastUpTo = (days: number[], cutoff: number): number => days.findLast((day) => day <= cutoff) ?? -Infinity;

function readTables(folder: string): Tables {
  const read = (name: string) => readRows(folder, `oulad/${name}.csv.gz`);
  return {
    registrations: read('registrations'),
    clicks: read('daily_clicks'),
    assessments: read('assessments'),
    submissions: read('submissions'),
  };
}

const courseOf = (row: Row): string => `${row.code_module}${row.code_presentation}`;
const dayOr = (text: string | undefined, other: number): number => (text === '' || text === undefined ? other : Math.trunc(Number(text)));

/** The students of a course run. With `registration` the day of registering is a day of use; with `steps` assessments are steps. */
export function studentsOf(course: string, tables: Tables, options: { registration: boolean; steps: boolean }): Student[] {
  const clicks = grouped(tables.clicks, course, (row) => Number(row.date));
  const handedIn = grouped(tables.submissions, course, (row) => ({ step: row.id_assessment ?? '', day: Number(row.date_submitted) }));
  const steps = tables.assessments.flatMap((row) =>
    courseOf(row) === course && row.date !== '' ? [{ step: row.id_assessment ?? '', due: Number(row.date) }] : [],
  );
  const due = new Set(steps.map(({ step }) => step));
  return tables.registrations.flatMap((row) => {
    if (courseOf(row) !== course) return [];
    const id = row.id_student ?? '';
    const registered = dayOr(row.date_registration, FIRST);
    const unregistered = dayOr(row.date_unregistration, Infinity);
    const clicked = clicks.get(id) ?? [];
    const first = Math.max(FIRST, registered);
    const days = [...new Set(options.registration ? [first, ...clicked] : clicked)].sort((a, b) => a - b);
    const events: LiveEvent[] = days.map((day) => event(id, `use-${day}`, 'usage', noonOf(day), {}));
    if (Number.isFinite(unregistered)) events.push(event(id, 'left', 'customer.lost', noonOf(unregistered), {}));
    if (options.steps) {
      for (const { step, due: day } of steps)
        events.push(event(id, `due-${step}`, 'onboarding.step', noonOf(FIRST), { step, title: step, due: noonOf(day), required: true }));
      for (const { step, day } of handedIn.get(id) ?? [])
        if (due.has(step)) events.push(event(id, `done-${step}`, 'onboarding.step', noonOf(day), { step, done: true }));
    }
    events.sort(byTimeThenId);
    return [{ id, events, days, amounts: days.map(() => 1), registered, unregistered, lastClick: clicked.at(-1) ?? -Infinity }];
  });
}

function grouped<T>(rows: Row[], course: string, of: (row: Row) => T): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    if (courseOf(row) !== course) continue;
    const id = row.id_student ?? '';
    const list = found.get(id);
    if (list) list.push(of(row));
    else found.set(id, [of(row)]);
  }
  return found;
}
