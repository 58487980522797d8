/** Who left, and when: read from what happened afterwards. Only grading sees it; no score does. */
import { dayOf, type LiveEvent } from '../event';
import { activityOf } from '../facts/activity-event';
import type { ActivityKind } from '../facts/facts';

/** What counts as leaving within the horizon after a cutoff. */
export interface LeavingRule {
  /** Days after the cutoff. */
  horizon: number;
  /** `labels`: a list of who left when, and nothing else; `activity`: no activity of the fed kind, or `customer.lost`; `lost`: that event alone. */
  by: 'labels' | 'activity' | 'lost';
  /** The kinds of activity whose silence is looked at; none stands for every kind of event. */
  activity: readonly ActivityKind[];
}
/** What is known of one customer over the whole log. */
export interface Outcome {
  /** Active days of the rule's kinds, UTC day numbers, rising. */
  days: readonly number[];
  /** Days on which the customer was said to be lost, rising. */
  lost: readonly number[];
}

/** Reads a customer's sorted events; `labelled` is the day the labels say they left. */
export function outcomeOf(events: readonly LiveEvent[], rule: LeavingRule, labelled: number | null): Outcome {
  const days: number[] = [];
  const lost: number[] = rule.by === 'labels' && labelled !== null ? [labelled] : [];
  for (const event of events) {
    const day = dayOf(event.at);
    if (event.type === 'customer.lost') {
      if (rule.by !== 'labels') lost.push(day);
    } else if (days.at(-1) !== day && isActivity(event, rule.activity)) days.push(day);
  }
  return { days, lost };
}

function isActivity(event: LiveEvent, kinds: readonly ActivityKind[]): boolean {
  if (kinds.length === 0) return true;
  const kind = activityOf(event);
  return kind !== null && kinds.includes(kind);
}

/**
 * The day of leaving, where the customer left in the `horizon` days after day `cutoff`: the day they were said to be lost, else the
 * last active day before the silence. null: they stayed.
 */
export function leftOn(outcome: Outcome, rule: LeavingRule, cutoff: number): number | null {
  const until = cutoff + rule.horizon;
  const lost = outcome.lost.find((day) => day > cutoff && day <= until);
  if (lost !== undefined) return lost;
  if (rule.by !== 'activity') return null;
  let last: number | null = null;
  for (const day of outcome.days) {
    if (day > until) break;
    if (day > cutoff) return null;
    last = day;
  }
  return last;
}
