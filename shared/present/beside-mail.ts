/** A warning that the open message belies is worded for it; the score, which all devices share, stays as it is until the message is recorded. */
import type { OpenSignal } from '../signals/registry';
import type { PresentInput } from './input';

export function besideMail(open: OpenSignal[], { record, model, reading, now }: PresentInput): OpenSignal[] {
  if (!reading?.theirs || reading.at > now) return open;
  return open.map((one) => ({ ...one, reading: one.signal.beside?.(one.reading, record.facts, model, reading.at) ?? one.reading }));
}
