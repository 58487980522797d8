/** What every section of a customer's page is given. */
import type { DueAsks } from '../../shared/cadence/computed-due';
import type { Translate } from '../../shared/i18n/t';
import type { CustomerCard } from '../../shared/present/card-view';
import type { CustomerPage, ReportState } from '../report-protocol';
import type { Work } from '../work/use-work';

export interface SectionProps {
  t: Translate;
  state: ReportState;
  page: CustomerPage;
  view: CustomerCard;
  /** Null until it is read, and of a customer whom this device does not hold. */
  work: Work | null;
  /** The form that something due asks for, to stand open; null for none. */
  asked: DueAsks | null;
  onAsk: (what: DueAsks) => void;
  /** The entry of the timeline to begin at; '' for the newest. */
  note: string;
  /** Reads the customer anew. */
  again: () => void;
  /** Somebody of theirs was erased, or the customer (`gone`): what was done, in words. Nothing that was drawn before may stay. */
  onErased: (said: string, gone: boolean) => void;
}
