/** What the customers page asks of the background. Types only, as in protocol.ts. */

import type * as v from 'valibot';
import type { CsvPage, CustomerList, CustomerSums } from '../shared/api/customer-list';
import type { HistoryAnswer } from '../shared/api/history-answer';
import type { MeasuresAnswer } from '../shared/api/measures';
import type { AreasReport, BookReport, JobsReport, SignalsReport } from '../shared/api/report-answers';
import type { SegmentsAnswer } from '../shared/api/segments';
import type { TimelineAnswer } from '../shared/api/timeline-answer';
import type { BacktestReport } from '../shared/churn/report';
import type { Model } from '../shared/health/model';
import type { ListSort } from '../shared/list-order';
import type { Programme } from '../shared/loyalty/programme';
import type { CustomerRecord } from '../shared/record';
import type { Segment } from '../shared/segments';
import type { TimelineKind } from '../shared/timeline';
import type { Settings } from './protocol';

export interface ReportState {
  settings: Settings;
  paired: boolean;
  role: string;
  /** This user's id. */
  me: string;
  /** User id → display name. */
  users: Record<string, string>;
  /** Tier ids of the club, rising. */
  tiers: string[];
  /** Whether the segments by recency, frequency and money go by fixed cuts, as the book has too few buyers for fifths. */
  rfmFixed: boolean;
}
export interface CustomerPage {
  record: CustomerRecord;
  model: Model;
  programme: Programme;
  /** By the Worker's clock, epoch ms. */
  now: number;
  /** True when the Worker was not reached and this is the device's own copy. */
  saved: boolean;
}
/** Who is in the list: '' for any band and segment; an owner's id, '' for customers without one, null for any. */
export interface ListWho {
  band: string;
  segment: string;
  owner: string | null;
  text: string;
}
export interface ListAsked extends ListWho {
  sort: ListSort;
  /** '' for the first page. */
  cursor: string;
}

/** The device's own copy, read of the Worker at `at` (device clock), and whom it holds: all there are, one's own and covered ones, or some. */
export interface SavedCopy {
  at: number | null;
  holds: 'all' | 'own' | 'some';
}
/** A page of the list; `saved` where the Worker was not reached. */
export interface ListedPage extends CustomerList {
  saved: SavedCopy | null;
}

export interface ReportAsks {
  'report.state': { in: Record<string, never>; out: ReportState };
  'report.customers': { in: ListAsked; out: ListedPage };
  /** What the whole of a list comes to, and a page of it as CSV in the user's language. */
  'report.sums': { in: ListWho; out: CustomerSums };
  'report.csv': { in: ListAsked; out: v.InferOutput<typeof CsvPage> };
  'report.customer': { in: { customer: string }; out: CustomerPage };
  /** A page of a customer's timeline; `cursor` '' for the newest. */
  'report.timeline': { in: { customer: string; kind: TimelineKind | 'all'; cursor: string }; out: TimelineAnswer };
  'report.history': { in: { customer: string; days: number }; out: HistoryAnswer };
  'report.signals': { in: Record<string, never>; out: SignalsReport };
  'report.book': { in: Record<string, never>; out: BookReport };
  'report.jobs': { in: Record<string, never>; out: JobsReport };
  'report.areas': { in: Record<string, never>; out: AreasReport };
  /** The newest test on the past; `running` while one is under way, its share done 0..1. */
  'backtest.read': {
    in: Record<string, never>;
    out: {
      report: BacktestReport | null;
      running: { share: number } | null;
      /** Why the newest one that ended has no report; null where it has. */
      problem: { code: string; args: Record<string, number> } | null;
    };
  };
  'backtest.start': { in: Record<string, never>; out: null };
  'measures.read': { in: Record<string, never>; out: MeasuresAnswer };
  'measures.save': { in: MeasuresAnswer; out: MeasuresAnswer };
  /** `saved` where the Worker was not reached: those of the book, counted in it. */
  'segments.read': { in: Record<string, never>; out: SegmentsAnswer & { saved?: true } };
  'segments.save': { in: { version: number; segments: Segment[] }; out: SegmentsAnswer };
}
