/** Reads Chromium's own trace of a page's main thread: which work ran in scripts of the extension, and which in the engine for them. */
import type { Page } from 'puppeteer-core';

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
  cat: string;
  args?: { data?: { url?: string; scriptName?: string } };
}

const ENGINE = new Set([
  'UpdateLayoutTree',
  'RecalculateStyles',
  'Layout',
  'PrePaint',
  'UpdateLayerTree',
  'Paint',
  'Layerize',
  'Commit',
  'IntersectionObserverController::computeIntersections',
]);
const SCRIPT = new Set([
  'FunctionCall',
  'EvaluateScript',
  'v8.compile',
  'RunMicrotasks',
  'FireAnimationFrame',
  'TimerFire',
  'v8.callFunction',
]);

export interface MainThread {
  /** Longest task in which a script of the extension ran, ms. */
  longestTask: number;
  /** All time in scripts of the extension, ms, with the layout that they force. */
  scripts: number;
  /** Style, layout and paint outside of scripts, ms, whoever caused them. */
  engine: number;
}

/** Traces the page while `work` runs. */
export async function traceMainThread(page: Page, origin: string, work: () => Promise<unknown>): Promise<MainThread> {
  await page.tracing.start({
    categories: ['-*', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'v8.execute'],
  });
  await work();
  const bytes = await page.tracing.stop();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(bytes)) as { traceEvents: TraceEvent[] };
  const events = traceEvents.filter((event) => event.ph === 'X').sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const ours = outermost(
    events.filter((event) => SCRIPT.has(event.name) && (event.args?.data?.url ?? event.args?.data?.scriptName ?? '').startsWith(origin)),
  );
  const threads = new Set(ours.map(threadOf));
  const tasks = events.filter((event) => event.name === 'RunTask' && threads.has(threadOf(event)));
  const engine = outermost(events.filter((event) => ENGINE.has(event.name) && threads.has(threadOf(event)))).filter(
    (event) => !ours.some((own) => holds(own, event)),
  );
  const sum = (list: TraceEvent[]) => list.reduce((ms, event) => ms + (event.dur ?? 0) / 1000, 0);
  const held = tasks.filter((task) => ours.some((event) => holds(task, event)));
  return { longestTask: Math.max(0, ...held.map(({ dur = 0 }) => dur / 1000)), scripts: sum(ours), engine: sum(engine) };
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
const holds = (outer: TraceEvent, inner: TraceEvent): boolean =>
  threadOf(outer) === threadOf(inner) && outer.ts <= inner.ts && inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);

/** Leaves out what lies inside another of the list; the list is in the order of time, outer first. */
function outermost(events: TraceEvent[]): TraceEvent[] {
  const ends = new Map<string, number>();
  return events.filter((event) => {
    const thread = threadOf(event);
    if (event.ts < (ends.get(thread) ?? Number.NEGATIVE_INFINITY)) return false;
    ends.set(thread, event.ts + (event.dur ?? 0));
    return true;
  });
}
