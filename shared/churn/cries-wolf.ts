/** Which rule is heard too often for what it is worth: by how often it was right on the workspace's own past. */
import type { SignalReport } from './report';

/** Fewer different customers than this say nothing about a rule. */
export const ENOUGH = 20;

/** It was open for enough customers, and what it expects came true no more often than among all of them: to hear it says nothing. */
export function criesWolf({ customers, share, base }: Pick<SignalReport, 'customers' | 'share' | 'base'>): boolean {
  return customers >= ENOUGH && share <= base;
}
