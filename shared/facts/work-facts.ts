/** What people do about a customer, as facts: steps, promises, tasks and plays, reviews, issues, what a contract grants, what is expected of a renewal, and a loss. */
import type { LOSS_REASONS, OUTCOMES, TASK_KINDS, VERDICTS } from '../attributes';

export type TaskKind = (typeof TASK_KINDS)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type Verdict = (typeof VERDICTS)[number];
export type LossReason = (typeof LOSS_REASONS)[number];

export interface StepFact {
  id: string;
  title: string;
  setAt: number;
  due: number | null;
  doneAt: number | null;
  required: boolean;
  /** Its place in the order, and from when on it may be begun; null where nobody said. */
  place: number | null;
  opens: number | null;
  /** What helps with it, and when they got that. */
  resource: string;
  sentAt: number | null;
}
export interface PromiseFact {
  id: string;
  what: string;
  due: number;
  by: 'us' | 'them';
  kind: 'action' | 'result';
  keptAt: number | null;
  /** What was last said of it. */
  outcome: '' | Outcome;
  /** What they have to do for it themselves. */
  effort: string;
}
export interface TaskFact {
  id: string;
  title: string;
  due: number;
  owner: string;
  signal: string;
  setAt: number;
  doneAt: number | null;
  kind: '' | TaskKind;
  /** The run of a play and its step there; of a computed task, the rule. The list that is worked off. */
  play: string;
  step: string;
  list: string;
  result: '' | Outcome;
  outcome: string;
}
/** One run of a play. */
export interface PlayFact {
  id: string;
  kind: string;
  signal: string;
  owner: string;
  startedAt: number;
  endedAt: number | null;
  result: '' | 'worked' | 'partly' | 'no' | 'dropped';
  text: string;
}
export interface ReviewFact {
  id: string;
  at: number;
  outcomes: string[];
  /** What they answered to: how do we differ from competitors? */
  differentiator: string;
  next: number | null;
  by: string;
}
/** Something chronic, or that may become one. */
export interface IssueFact {
  id: string;
  title: string;
  kind: 'chronic' | 'potential';
  likelihood: '' | 'low' | 'medium' | 'high';
  workaround: string;
  eta: number | null;
  due: number | null;
  owner: string;
  setAt: number;
  closedAt: number | null;
  /** When they were last told of it, and what. */
  toldAt: number | null;
  told: string;
}
/** The last time that they left. */
export interface LossFact {
  at: number;
  code: '' | LossReason;
  also: LossReason[];
  voluntary: boolean | null;
  avoidable: boolean | null;
  competitor: string;
  by: string;
  /** When they came back; null while they are gone. */
  backAt: number | null;
}
export interface CheckFact {
  at: number;
  result: '' | Outcome;
}
export interface TermFact {
  id: string;
  what: string;
  due: number | null;
  metAt: number | null;
}
/** What was foreseen of a renewal, and how it came; '' where nobody said anything. */
export interface GradedFact {
  contract: string;
  at: number;
  renewed: boolean;
  automated: '' | Verdict;
  manager: '' | Verdict;
  final: '' | Verdict;
}
export interface VerdictFact {
  at: number;
  verdict: Verdict;
  /** What the model said at that moment; '' where it said nothing. */
  automated: '' | Verdict;
  reason: string;
  by: string;
}

/** A list of customers to be told of something (see shared/outreach): whether they were put on it by hand, and when, how and by whom they were told. */
export interface OutreachFact {
  list: string;
  picked: boolean;
  toldAt: number | null;
  how: string;
  by: string;
}
