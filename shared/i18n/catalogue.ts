/**
 * The keys of all messages: those that English writes, and those put together from an id. The texts of the signals are the one part
 * that types cannot see (a signal is a file of its own); a test compares them.
 */
import type { messages } from './locales/en';

export type WrittenKey = keyof typeof messages;
/** Keys that are put together from an id; a test looks up every id that exists. */
type ComposedKey =
  | `factor.${string}`
  | `act.${string}`
  | `remark.${string}`
  | `problem.${string}`
  | `threshold.${string}`
  | `signal.${string}`;
export type MessageKey = WrittenKey | ComposedKey;

/** The words that `{n:day}` may name. */
export type Unit = WrittenKey extends infer K ? (K extends `unit.${infer U}` ? U : never) : never;
