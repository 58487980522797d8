/** What a process and those it started have used of the processor. */
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of Linux, a second. */
const TICKS = 100;

/** Milliseconds of processor time of a process and all below it, in all their threads; null where the system does not say (other than Linux). */
export function processorTime(pid: number): number | null {
  const used = new Map<number, { parent: number; ticks: number }>();
  try {
    for (const entry of readdirSync('/proc')) {
      if (!/^\d+$/.test(entry)) continue;
      const stat = statOf(entry);
      if (stat) used.set(Number(entry), stat);
    }
  } catch {
    return null;
  }
  if (!used.has(pid)) return null;
  const isOurs = (id: number): boolean => id === pid || (used.has(id) && isOurs(used.get(id)?.parent ?? 0));
  let ticks = 0;
  for (const [id, stat] of used) if (isOurs(id)) ticks += stat.ticks;
  return (ticks * 1000) / TICKS;
}

/** Null for one that has ended meanwhile. */
function statOf(pid: string): { parent: number; ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
}
