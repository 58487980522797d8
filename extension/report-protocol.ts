/** What the customers page asks of the background. Types only, as in protocol.ts. */
import type { CustomerList } from '../shared/api/customer-list';
import type { HistoryAnswer } from '../shared/api/history-answer';
import type { AreasReport, BookReport, SignalsReport } from '../shared/api/report-answers';
import type { SegmentsAnswer } from '../shared/api/segments';
import type { BacktestReport } from '../shared/churn/report';
import type { Model } from '../shared/health/model';
import type { Programme } from '../shared/loyalty/programme';
import type { CustomerRecord } from '../shared/record';
import type { Segment } from '../shared/segments';
import type { Settings } from './protocol';

export interface ReportState {
  settings: Settings;
  paired: boolean;
  role: string;
  /** User id → display name. */
  users: Record<string, string>;
  /** Tier ids of the club, rising. */
  tiers: string[];
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
export type ListSort = 'band' | 'name' | 'renewal' | 'value' | 'risk';

export interface ReportAsks {
  'report.state': { in: Record<string, never>; out: ReportState };
  /** '' for any band and segment; `cursor` '' for the first page. */
  'report.customers': { in: { sort: ListSort; band: string; segment: string; text: string; cursor: string }; out: CustomerList };
  'report.customer': { in: { customer: string }; out: CustomerPage };
  'report.history': { in: { customer: string; days: number }; out: HistoryAnswer };
  'report.signals': { in: Record<string, never>; out: SignalsReport };
  'report.book': { in: Record<string, never>; out: BookReport };
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
  'segments.read': { in: Record<string, never>; out: SegmentsAnswer };
  'segments.save': { in: { version: number; segments: Segment[] }; out: SegmentsAnswer };
}
