import { ask } from '../own-page/ask';
import type { Judgement } from '../protocol';

/** What became of a judgement: the id that takes it back and its words, or the problem in words. */
export type SayAnswer = { ok: true; id: string; text: string } | { ok: false; problem: string };
/** Says something of the customer that stands in the popup. */
export type Say = (judgement: Judgement) => Promise<SayAnswer>;

/** Resolves once the device keeps it. */
export async function say(customer: string, judgement: Judgement): Promise<SayAnswer> {
  const answer = await ask('judge', { customer, judgement });
  return answer.ok ? { ok: true, ...answer.value } : { ok: false, problem: answer.text };
}
