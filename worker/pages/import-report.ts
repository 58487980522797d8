/** The result of an import as the contract has it, worded for the reader. */
import type * as v from 'valibot';
import type { ImportReport } from '../../shared/api/contract';
import { asReceived } from '../../shared/api/problems';
import type { Locale } from '../../shared/i18n/message';
import type { CsvKind, HeaderProblem } from '../connectors/csv';
import type { ImportResult } from '../connectors/csv/import-file';
import type { Reason } from '../connectors/csv/reason';
import { say } from './text';

export type Report = v.InferOutput<typeof ImportReport>;

const reasonText = (locale: Locale, reason: Reason): string => say(locale, `reason.${reason.key}`, reason.args);

export function wordReport(locale: Locale, kind: CsvKind, dry: boolean, result: ImportResult): Report {
  return {
    kind,
    dry,
    rows: result.rows,
    good: result.good,
    new_events: result.newEvents,
    unchanged: result.unchanged,
    bad: result.bad.map(({ line, column, reason, value }) => ({ line, column, value, reason: reasonText(locale, reason) })),
    changed: result.changed,
    vanished: result.vanished,
    notes: result.notes.map(({ key, args }) => say(locale, `note.${key}`, args)),
    advice: result.advice,
  };
}

export function wordHeaderProblem(locale: Locale, { missing, found }: HeaderProblem): string {
  return say(locale, 'header.missing', {
    missing: missing.map((either) => either.join(' / ')).join(', '),
    found: asReceived(found.slice(0, 30).join(', ')),
  });
}
