/** What we promised, or owe by what was agreed, and did not keep: said in red, and never hidden behind an average. */
import type { Facts } from '../facts/facts';
import type { TicketFact } from '../facts/service-facts';
import type { OpenSignal } from '../signals/registry';
import { afterWorkingDays } from '../signals/rule/working-days';

/** Warnings that speak of a word of ours. */
const SIGNALS: readonly string[] = [
  'promise-missed',
  'follow-up-missed',
  'service-missed',
  'benefit-undelivered',
  'price-rise-without-notice',
];
/** An open issue gets a word of ours at least so often (working days), whether or not there is news. */
export const UPDATE_DAYS = 3;
/** After so long (ms) without a reply a warning of its own speaks of it; after so long it is no reminder any more. */
const WARNED = 7 * 86_400_000;
const OLD = 30 * 86_400_000;

/** Of the open warnings, those of a promise that was not kept; without the ones that somebody has seen or put aside. */
export function notKept(open: readonly OpenSignal[]): OpenSignal[] {
  return open.filter(({ signal, snoozedUntil, acknowledged }) => SIGNALS.includes(signal.id) && snoozedUntil === null && !acknowledged);
}

/** Open tickets of which they have heard nothing from a person for three working days at `now`, and since when that is so; the oldest first. */
export function withoutUpdate(facts: Facts, restDays: readonly number[], now: number): { ticket: TicketFact; told: number; due: number }[] {
  return facts.tickets
    .flatMap((ticket) => {
      if (ticket.closedAt !== null || (ticket.waitingSince !== null && now - ticket.waitingSince >= WARNED)) return [];
      const told = Math.max(ticket.openedAt, ticket.repliedAt ?? 0);
      const due = afterWorkingDays(told, UPDATE_DAYS, restDays);
      return due <= now && now - told < OLD ? [{ ticket, told, due }] : [];
    })
    .sort((a, b) => a.due - b.due || (a.ticket.id < b.ticket.id ? -1 : 1));
}
