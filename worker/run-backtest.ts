/** A backtest over the workspace's own history, worked off a chunk of customers at a time: the same arithmetic as at the desk. */
import { addToPictures, gradeObserved, isSampled, modelsOf, SAMPLE } from '../shared/churn/backtest';
import { addCustomer, emptySummary, type LogSummary } from '../shared/churn/log-summary';
import { type Observations, observer } from '../shared/churn/observe';
import { type Asked, type Plan, planBacktest } from '../shared/churn/plan';
import type { LiveEvent } from '../shared/event';
import type { Model } from '../shared/health/model';
import type { PopulationPart } from '../shared/health/snapshot';
import { breath } from './breath';
import { type BacktestRow, endBacktest, eventsOf, type Moved, moveOn, nextCustomers, partsOf, STEPS } from './store/backtests';

/** Of a bigger book an even sample of about so many is replayed: more would not fit a Worker's memory when it is graded. */
const MOST_CUSTOMERS = 20_000;
/** Customers looked at for one chunk, and chunks and events for one run of the job. */
const PAGE = 250;
const MOST_CHUNKS = 40;
const MOST_EVENTS = 60_000;
/** Runs without progress before it is given up. */
const MOST_TRIES = 5;

/** What was asked for, as it is stored. */
export interface Task {
  asked: Asked;
  model: Model;
}
/** What the steps so far have found. */
interface Found {
  log?: LogSummary;
  plan?: Plan;
  models?: Model[];
}

/** Works on a run until it is done or has done its share for this time. */
export async function workOff(db: D1Database, workspace: string, row: BacktestRow, now: number): Promise<void> {
  const task = JSON.parse(row.asked) as Task;
  if (row.tries > MOST_TRIES) return endBacktest(db, workspace, row.id, problem('interrupted'), now);
  let at = row;
  let events = 0;
  for (let chunk = 0; chunk < MOST_CHUNKS && events < MOST_EVENTS; chunk++) {
    const found = JSON.parse(at.found) as Found;
    if (at.step === 'grade') return endBacktest(db, workspace, at.id, { report: await graded(db, workspace, at, found) }, now);
    const ids = await nextCustomers(db, workspace, at.cursor, PAGE);
    let moved: Moved;
    if (ids.length === 0) {
      const next = await stepDone(db, workspace, at, found, task);
      if ('problem' in next) return endBacktest(db, workspace, at.id, next, now);
      moved = next;
    } else {
      const pasts = await eventsOf(
        db,
        workspace,
        ids.filter((id) => isSampled(id, at.customers, at.step === 'pictures' ? SAMPLE : MOST_CUSTOMERS)),
      );
      for (const list of pasts.values()) events += list.length;
      moved = { ...chunkDone(at, found, task, pasts), cursor: ids.at(-1) ?? at.cursor, done: at.done + ids.length };
    }
    if (!(await moveOn(db, workspace, at, moved))) return;
    at = { ...at, ...moved, found: moved.found ?? at.found };
    await breath();
  }
}

const problem = (code: string, args: Record<string, number> = {}) => ({ problem: JSON.stringify({ code, args }) });

/** What one chunk of customers gives in the step at hand. */
function chunkDone(
  at: BacktestRow,
  found: Found,
  task: Task,
  pasts: ReadonlyMap<string, LiveEvent[]>,
): Pick<Moved, 'step' | 'found' | 'part'> {
  const { step } = at;
  if (step === 'summary') {
    const log = found.log ?? emptySummary();
    for (const events of pasts.values()) addCustomer(log, events);
    return { step, found: JSON.stringify({ ...found, log }) };
  }
  const { plan, models } = found;
  if (!plan) throw new Error('a backtest without a plan');
  if (step === 'pictures') {
    const pictures: PopulationPart[][] = plan.cutoffs.map(() => []);
    for (const events of pasts.values()) addToPictures(pictures, events, plan, task.model);
    return { step, part: JSON.stringify(pictures) };
  }
  const { observe, close } = observer(plan, models ?? []);
  // Numbered by place in the book.
  let number = at.done - STEPS.indexOf(step) * at.customers;
  for (const events of pasts.values()) observe(number++, events, null);
  const { sheets, tallies } = close();
  const asLists = sheets.map((sheet) => Object.fromEntries(Object.entries(sheet).map(([column, numbers]) => [column, written(numbers)])));
  return { step, part: JSON.stringify({ sheets: asLists, tallies }) };
}

/** Numbers kept in four bytes, as short as they are read back the same to a thousandth. */
const written = (numbers: Float32Array): number[] => Array.from(numbers, (value) => Math.round(value * 1000) / 1000);

/** All customers have been through the step: what follows. */
async function stepDone(
  db: D1Database,
  workspace: string,
  at: BacktestRow,
  found: Found,
  task: Task,
): Promise<Moved | { problem: string }> {
  const next = STEPS[STEPS.indexOf(at.step) + 1] ?? 'grade';
  const moved = { step: next, cursor: '', done: STEPS.indexOf(next) * at.customers };
  const log = found.log ?? emptySummary();
  if (at.step === 'summary') {
    const planned = planBacktest(log, task.asked);
    return 'problem' in planned
      ? problem(planned.problem.code, planned.problem.args)
      : { ...moved, found: JSON.stringify({ log, plan: planned.plan }) };
  }
  if (at.step === 'observe' || !found.plan) return moved;
  const { plan } = found;
  const pictures: PopulationPart[][] = plan.cutoffs.map(() => []);
  for await (const body of partsOf(db, workspace, at.id, 'pictures'))
    (JSON.parse(body) as PopulationPart[][]).forEach((parts, i) => {
      for (const part of parts) pictures[i]?.push(part);
    });
  return { ...moved, found: JSON.stringify({ log, plan, models: modelsOf(pictures, plan, log, task.model) }) };
}

async function graded(db: D1Database, workspace: string, at: BacktestRow, { log, plan, models }: Found): Promise<string> {
  const model = models?.at(-1);
  if (!log || !plan || !model) throw new Error('a backtest without a plan');
  const seen: Observations[] = [];
  for await (const body of partsOf(db, workspace, at.id, 'observe')) seen.push(packed(JSON.parse(body) as Observations));
  // Of a sample the summary counts only those in it.
  const book = at.customers > MOST_CUSTOMERS ? { ...log, customers: at.customers } : log;
  return JSON.stringify(gradeObserved(book, plan, model, seen, log.customers));
}

/** Lists of numbers take several times the room of packed ones. */
function packed({ sheets, tallies }: Observations): Observations {
  const pack = (sheet: Observations['sheets'][number]) =>
    Object.fromEntries(Object.entries(sheet).map(([column, numbers]) => [column, Float32Array.from(numbers)]));
  return { sheets: sheets.map(pack) as Observations['sheets'], tallies };
}
