/** The rules that find something due, as people choose among them: each by one name, whatever it found. */
import { COMPUTED } from '../facts/computed';

/** In the order in which they are listed: what presses first. */
export const DUE_RULES = [
  'invoice',
  'price',
  'options',
  'term',
  'credit',
  'tell',
  'play',
  'loss',
  'channel',
  'review',
  'check',
  'quiet',
  'outcome',
  'expectations',
  'first-value',
] as const;
export type DueRule = (typeof DUE_RULES)[number];

/** By which rule a task came; null where somebody set it. */
export function ruleOf(task: string): DueRule | null {
  if (!task.startsWith(COMPUTED)) return null;
  const [, rule = ''] = task.split(':');
  if (rule === 'exit') return 'loss';
  return DUE_RULES.find((one) => one === rule || rule.startsWith(`${one}-`)) ?? null;
}

/** Under which name somebody's choice for a rule is kept, beside those for warnings. */
export const choiceOf = (rule: DueRule): string => `due.${rule}`;
