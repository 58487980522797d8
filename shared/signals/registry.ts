/** Every signal there is, one file each in this folder, and those that are open for a customer. */
import type { Facts } from '../facts/facts';
import type { Model } from '../health/model';
import type { Severity, Signal, SignalReading } from './signal';

const found = import.meta.glob<Signal>(['./*.ts', '!./signal.ts', '!./registry.ts', '!./example.ts'], { eager: true, import: 'signal' });

/** By id. */
export const SIGNALS: readonly Signal[] = Object.values(found).sort((a, b) => (a.id < b.id ? -1 : 1));

export interface OpenSignal {
  signal: Signal;
  reading: SignalReading;
  /** Until when somebody wants to hear nothing of it; null when it is not snoozed. A snoozed signal still caps. */
  snoozedUntil: number | null;
  /** Somebody has said "seen" since it opened. */
  acknowledged: boolean;
}

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'good'];

const CAPPING = SIGNALS.filter((signal) => signal.cap !== undefined || signal.supersedes !== undefined);

/** Of the signals open at `now`, those that may hold the score down; in no particular order. A reading caps only where its signal does. */
export function cappingSignals(facts: Facts, model: Model, now: number): Pick<OpenSignal, 'signal' | 'reading'>[] {
  const open = CAPPING.flatMap((signal) => {
    const reading = signal.evaluate(facts, model, now);
    return reading ? [{ signal, reading }] : [];
  });
  const said = new Set(open.flatMap(({ signal }) => signal.supersedes ?? []));
  return open.filter(({ signal }) => signal.cap !== undefined && !said.has(signal.id));
}

/** The signals open at `now`, the worst first, ours before theirs, the oldest first. Snoozed ones are in it, marked. */
export function openSignals(facts: Facts, model: Model, now: number): OpenSignal[] {
  const open: OpenSignal[] = [];
  for (const signal of SIGNALS) {
    const reading = signal.evaluate(facts, model, now);
    if (!reading) continue;
    const snooze = facts.snoozed[signal.id];
    const seen = facts.acknowledged[signal.id];
    open.push({
      signal,
      reading,
      snoozedUntil: snooze && snooze.until > now ? snooze.until : null,
      acknowledged: seen !== undefined && seen.at >= reading.since,
    });
  }
  const said = new Set(open.flatMap(({ signal }) => signal.supersedes ?? []));
  return open
    .filter(({ signal }) => !said.has(signal.id))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.reading.severity) - ORDER.indexOf(b.reading.severity) ||
        Number(a.signal.fault === 'them') - Number(b.signal.fault === 'them') ||
        a.reading.since - b.reading.since,
    );
}
