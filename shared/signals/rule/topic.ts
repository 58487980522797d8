/** What a ticket is about, as a key under which two tickets about the same thing meet. */
import type { TicketFact } from '../../facts/service-facts';
import { foldText } from '../../matching/fold-text';

/** "Re:", "Fwd:" and what mail programs write for them in other languages, and a number in brackets, before the subject itself. */
const ANSWER = /^(?:(?:re|fw|fwd|aw|پاسخ|ارجاع|رد)\s*:\s*|\[[^\]]*\]\s*)+/u;
/** Keys that are remembered: folding is costly next to all else that a rule does, and topics come again and again. */
const MOST_KEYS = 2_000;
const keys = new Map<string, string>();

/** The folded topic; without one the folded subject, unless that is a single word ("Help", "Invoice"), which says nothing. '' for none. */
export function topicKey({ topic, subject }: Pick<TicketFact, 'topic' | 'subject'>): string {
  if (topic !== '') return remembered(topic, foldText);
  return subject === '' ? '' : remembered(`\n${subject}`, subjectKey);
}

function subjectKey(marked: string): string {
  const key = foldText(marked).replace(ANSWER, '');
  return key.includes(' ') ? key : '';
}

function remembered(text: string, keyOf: (text: string) => string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  const key = keyOf(text);
  keys.set(text, key);
  return key;
}
