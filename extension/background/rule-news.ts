/**
 * What rules found due, as a person is to hear of it: of the customers and in the way that they chose. Asked for when reminders are looked
 * at and not before, and worked through in small parts, so that a card that is wanted meanwhile does not wait for it.
 */
import { contextFor } from '../../shared/cadence/context';
import { choiceOf, DUE_RULES } from '../../shared/cadence/due-rules';
import type { Translate } from '../../shared/i18n/t';
import type { Programme } from '../../shared/loyalty/programme';
import type { CustomerRecord } from '../../shared/record';
import type { AlertSettings } from '../alert-settings';
import { askedOf, type Due } from './due';
import { dueByRule } from './due-by-rule';

/** So many customers are looked at without a pause. */
const PART = 50;

interface RuleNews {
  /** Whose things are told of, and everybody in the book: a step may be given to this user anywhere. */
  heard: readonly CustomerRecord[];
  records: readonly CustomerRecord[];
  user: string;
  programme: Programme | null;
  restDays: readonly number[] | undefined;
  rules: AlertSettings['rules'];
  now: number;
  t: Translate;
  /** Lets what waits come first. */
  pause(): Promise<void>;
}

export async function ruleNews({ heard, records, user, programme, restDays, rules, now, t, pause }: RuleNews): Promise<Due[]> {
  const asked = askedOf(records, heard, user);
  const found: Due[] = [];
  for (const [nth, record] of [...heard, ...asked].entries()) {
    if (nth % PART === PART - 1) await pause();
    const due = dueByRule(record, user, contextFor(record.facts, programme, now, restDays), now, t);
    found.push(...(nth < heard.length ? due : due.filter(({ rule }) => rule?.owner === user)));
  }
  const how = new Map(DUE_RULES.flatMap((id) => (rules[choiceOf(id)] === undefined ? [] : [[id as string, rules[choiceOf(id)]]])));
  return found.flatMap((due): Due[] => {
    const chosen = how.get(due.rule?.id ?? '');
    return chosen === 'off' ? [] : chosen === undefined ? [due] : [{ ...due, how: chosen }];
  });
}
