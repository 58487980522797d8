/** Every data set that is measured, the slowest first. */
import type { DataSet } from './data-set';
import { cdnow, cdnow3939 } from './sets/cdnow';
import { collegemsg } from './sets/collegemsg';
import { grocery } from './sets/grocery';
import { iranianChurn } from './sets/iranian-churn';
import { onlineRetail } from './sets/online-retail';
import { oulad, ouladStop } from './sets/oulad';
import { uciCredit } from './sets/uci-credit';

export interface Entry {
  load(folder: string): DataSet;
  /** A rolling log, a log with a target of its own, or a table of accounts, which knows no silence. */
  kind: 'rolling' | 'single' | 'table';
}

export const SETS: Record<string, Entry> = {
  cdnow: { load: cdnow, kind: 'rolling' },
  oulad: { load: oulad, kind: 'rolling' },
  oulad_stop: { load: ouladStop, kind: 'single' },
  online_retail: { load: onlineRetail, kind: 'rolling' },
  collegemsg: { load: collegemsg, kind: 'rolling' },
  grocery: { load: grocery, kind: 'rolling' },
  cdnow_39_39: { load: cdnow3939, kind: 'single' },
  uci_credit_default: { load: uciCredit, kind: 'table' },
  iranian_churn: { load: iranianChurn, kind: 'table' },
};
/** In the order of the report. */
export const SHOWN = [
  'cdnow_39_39',
  'cdnow',
  'online_retail',
  'grocery',
  'collegemsg',
  'oulad',
  'oulad_stop',
  'iranian_churn',
  'uci_credit_default',
] as const;
