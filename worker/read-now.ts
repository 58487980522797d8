/** A record with what the shared functions make of it now: for callers of the API that have no arithmetic of their own. */
import type * as v from 'valibot';
import type { CustomerAnswer } from '../shared/api/customer-answer';
import { withClub } from '../shared/health/model';
import { health } from '../shared/health/score';
import type { Locale } from '../shared/i18n/message';
import { translator } from '../shared/i18n/t';
import { tierOf } from '../shared/loyalty/tiers';
import { signalWords } from '../shared/present/signal-words';
import type { CustomerRecord } from '../shared/record';
import { openSignals } from '../shared/signals/registry';
import { currentModel, currentProgramme } from './store/documents';

/** Health, tier and open signals under the published model and programme, at `now`, worded for the reader. */
export async function readNow(
  db: D1Database,
  workspace: string,
  record: CustomerRecord,
  locale: Locale,
  now: number,
): Promise<v.InferOutput<typeof CustomerAnswer>> {
  const [published, programme] = await Promise.all([currentModel(db, workspace), currentProgramme(db, workspace)]);
  const model = withClub(published, programme);
  const open = openSignals(record.facts, model, now);
  const words = translator(locale, now);
  const { score, band, coverage, lines } = health(record.facts, model, now, open);
  return {
    ...record,
    as_of: now,
    health: { score: band === 'unknown' ? null : score, band, coverage, lines },
    tier: tierOf(record.facts, programme, now),
    open_signals: open.map(({ signal, reading, snoozedUntil, acknowledged }) => ({
      id: signal.id,
      severity: reading.severity,
      fault: signal.fault,
      since: reading.since,
      cap: (reading.cap === undefined ? signal.cap : reading.cap) ?? null,
      snoozed_until: snoozedUntil,
      acknowledged,
      text: signalWords(words, signal, 'text', reading.args, reading.variant),
      evidence: signalWords(words, signal, 'evidence', reading.args, reading.variant),
    })),
  };
}
