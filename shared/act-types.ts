/** What a person may write from the extension. */
import type { Attributes, EventType } from './event';

/** Types that a person may write from the extension, with an id made on the device. */
export const ACT_TYPES = [
  'note',
  'mail',
  'task.set',
  'task.done',
  'signal.acknowledged',
  'signal.snoozed',
  'signal.raised',
  'pulse',
  'remark',
  'remark.acknowledged',
  'remark.answered',
  'wait',
  'sla.result',
  'subscription',
  'promise',
  'promise.kept',
  'notice.sent',
  'onboarding.step',
  'benefit',
  'customer.profile',
  'customer.lost',
  'customer.kept',
  'contact.set',
  'contract.set',
  'contract.ended',
  'term.set',
  'renewal.verdict',
  'value.first',
  'expectations.agreed',
  'play.started',
  'play.ended',
  'review',
  'issue.set',
  'issue.told',
  'outreach.picked',
] as const satisfies readonly EventType[];
export type ActType = (typeof ACT_TYPES)[number];
/** What a person says, before it has an id and an instant. */
export type SaidEvent = { [T in ActType]: { type: T; data: Attributes<T> } }[ActType];
