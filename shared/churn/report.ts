/** The result of a backtest: one plain JSON document, the same from the desk and from the Worker. Shares are 0..1, dates ISO days (UTC). */
import type { Feed } from '../event-entry';
import type { ActivityKind } from '../facts/facts';
import type { LeavingRule } from './leaving';

/** `2H`: customers silent for less than two horizons, whom a team still works on; `all`: everybody seen by the cutoff. */
export type Base = '2H' | 'all';
export type ScoreName = 'health' | 'recency' | 'rfm' | 'decayed';

export interface ScoreReport {
  /** The chance that one who left was ranked above one who stayed; null where too few left or stayed. */
  auc: number | null;
  auc_interval: [number, number] | null;
  /** Of the riskiest tenth: how many left (precision), as a multiple of the share of all (lift), and the part of all leavers among them. */
  lift10: number | null;
  precision10: number | null;
  recall10: number | null;
}
/** How far the chance of leaving was off, with two numbers fitted on windows that had closed by the cutoff. */
export interface CalibrationReport {
  ece: number;
  brier: number;
  /** Cutoffs that had enough closed windows before them. */
  cutoffs: number;
}
export type BandShares = Record<'healthy' | 'watch' | 'at_risk' | 'unknown', number>;

export interface CutoffReport {
  at: string;
  customers: number;
  left: number;
  rate: number;
  bands: BandShares;
  ece: number | null;
  scores: Record<ScoreName, ScoreReport>;
}
export interface BaseReport {
  /** Different customers, and how often one of them was looked at (customers × cutoffs). */
  customers: number;
  looks: number;
  left: number;
  rate: number;
  /** Cutoffs with at least five who left and five who stayed: what the means are taken over. */
  scored_cutoffs: number;
  /** Means over the scored cutoffs. */
  scores: Record<ScoreName, ScoreReport>;
  calibration: CalibrationReport | null;
  bands: BandShares;
  cutoffs: CutoffReport[];
}
export interface SignalReport {
  id: string;
  fault: 'us' | 'them';
  /** What it says will happen: a good one that the customer stays. */
  expects: 'leave' | 'stay';
  /** How often it was open when looked at (customers × cutoffs), and for how many different customers. */
  fired: number;
  customers: number;
  /** In how many of those looks it was right, as a share with its interval, beside the same share of all looks. */
  right: number;
  share: number;
  interval: [number, number];
  base: number;
  /** Median days from its beginning to the leaving; negative: it began after the last activity. null where nobody left. */
  early: number | null;
}
export interface LeadReport {
  /** Leavings seen at a cutoff, those that stood at risk by then, and those that did so before their last activity. */
  leavings: number;
  at_risk: number;
  at_risk_before: number;
  /** Median days from first standing at risk to the leaving; negative: afterwards. */
  days: number | null;
}
/** The owner's pulse graded beside the model, on the same looks: those with a pulse in force. */
export interface PulseReport {
  looks: number;
  left: number;
  pulse: ScoreReport;
  health: ScoreReport;
}
export type NoteCode = 'few-customers' | 'few-leavers' | 'not-scored' | 'not-calibrated' | 'sampled' | 'purged';
export interface BacktestReport {
  format: 1;
  from: string;
  to: string;
  events: number;
  customers: number;
  /** Customers that were replayed: all, or an even sample. */
  replayed: number;
  /** Days ahead. */
  horizon: number;
  label: { by: LeavingRule['by']; activity: ActivityKind[] };
  model: { version: number; formula: number; fed: Feed[] };
  base: Record<Base, BaseReport>;
  lead: LeadReport;
  signals: SignalReport[];
  pulse: PulseReport | null;
  /** What to bear in mind when reading the figures. */
  notes: { code: NoteCode; args: Record<string, number> }[];
}
