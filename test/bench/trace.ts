/**
 * Reads Chromium's own trace: which work on a page's main thread ran in scripts of the extension, and which in the engine for them; and
 * what the background did meanwhile, on its own thread in its own process.
 */
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
const MICROTASKS = 'RunMicrotasks';
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'v8.compile', MICROTASKS, 'FireAnimationFrame', 'TimerFire', 'v8.callFunction']);

export interface MainThread {
  /** Longest task in which a script of the extension ran, ms. */
  longestTask: number;
  /** All time in scripts of the extension, ms, with the layout that they force. */
  scripts: number;
  /** Style, layout and paint outside of scripts, ms, whoever caused them. */
  engine: number;
  /** All time in scripts on the background's thread, ms. */
  background: number;
}

/** Traces the page while `work` runs. */
export async function traceMainThread(page: Page, origin: string, work: () => Promise<unknown>): Promise<MainThread> {
  await page.tracing.start({
    categories: ['-*', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'v8.execute'],
  });
  await work();
  const bytes = await page.tracing.stop();
  return readTrace((JSON.parse(new TextDecoder().decode(bytes)) as { traceEvents: TraceEvent[] }).traceEvents, origin);
}

/** What the events of a trace say of the extension at `origin`. */
export function readTrace(traceEvents: readonly TraceEvent[], origin: string): MainThread {
  const events = traceEvents.filter((event) => event.ph === 'X').sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const runs = (event: TraceEvent, file: string) => scriptOf(event).startsWith(`${origin}/${file}`);
  const isOurs = (event: TraceEvent) => scriptOf(event).startsWith(origin);
  const pages = new Set(events.filter((event) => runs(event, 'watch-') || runs(event, 'card.js')).map(threadOf));
  const workers = new Set(events.filter((event) => runs(event, 'background.js')).map(threadOf));
  const scripts = events.filter((event) => SCRIPT.has(event.name));
  const inPages = scripts.filter((event) => pages.has(threadOf(event)));
  // Work goes on in microtasks after an answer has come, and those carry no name: all that name no other's script count as ours.
  const ours = outermost(
    inPages.filter((event) =>
      event.name === MICROTASKS ? inPages.every((inner) => isOurs(inner) || scriptOf(inner) === '' || !holds(event, inner)) : isOurs(event),
    ),
  );
  const tasks = events.filter((event) => event.name === 'RunTask' && pages.has(threadOf(event)));
  const engine = outermost(events.filter((event) => ENGINE.has(event.name) && pages.has(threadOf(event)))).filter(
    (event) => !ours.some((own) => holds(own, event)),
  );
  const held = tasks.filter((task) => ours.some((event) => holds(task, event)));
  return {
    longestTask: Math.max(0, ...held.map(({ dur = 0 }) => dur / 1000)),
    scripts: sum(ours),
    engine: sum(engine),
    background: sum(outermost(scripts.filter((event) => workers.has(threadOf(event))))),
  };
}

const scriptOf = ({ args }: TraceEvent): string => args?.data?.url ?? args?.data?.scriptName ?? '';
const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
const sum = (list: readonly TraceEvent[]): number => list.reduce((ms, event) => ms + (event.dur ?? 0) / 1000, 0);
const holds = (outer: TraceEvent, inner: TraceEvent): boolean =>
  threadOf(outer) === threadOf(inner) && outer.ts <= inner.ts && inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);

/** Leaves out what lies inside another of the list; the list is in the order of time, outer first. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const ends = new Map<string, number>();
  return events.filter((event) => {
    const thread = threadOf(event);
    if (event.ts < (ends.get(thread) ?? Number.NEGATIVE_INFINITY)) return false;
    ends.set(thread, event.ts + (event.dur ?? 0));
    return true;
  });
}
