/** The rows of warnings: those that are open, then those closed in the last fortnight. */
import { DAY } from '../event';
import { age, shortAge } from '../i18n/ages';
import { daysBetween } from '../i18n/dates';
import type { Translate } from '../i18n/t';
import type { SignalLogRow } from '../record';
import { type OpenSignal, SIGNALS } from '../signals/registry';
import type { Signal } from '../signals/signal';
import type { ViewSignal } from './card-view';
import { capitalised, signalWords } from './signal-words';

/** A signal is recent while it is open and for so many days after it closed. */
export const RECENT_DAYS = 14;

/** Rows in the order given, then the recently closed ones, the last closed first. Signals that somebody put off are not shown. */
export function presentSignals(
  t: Translate,
  open: readonly OpenSignal[],
  log: readonly SignalLogRow[],
  seenBy: (id: string) => string,
  /** What else is said with a warning's evidence; '' for nothing. */
  besides: (id: string) => string,
  now: number,
): ViewSignal[] {
  const rows = open
    .filter(({ snoozedUntil }) => snoozedUntil === null)
    .map((one) => openRow(t, one, seenBy(one.signal.id), besides(one.signal.id), now));
  const openIds = new Set(open.map(({ signal }) => signal.id));
  const last = new Map<string, number>();
  for (const { id, closedAt } of log) {
    if (closedAt === null || closedAt > now || now - closedAt >= RECENT_DAYS * DAY || openIds.has(id)) continue;
    last.set(id, Math.max(last.get(id) ?? 0, closedAt));
  }
  const closed = [...last]
    .sort((a, b) => b[1] - a[1])
    .flatMap(([id, closedAt]) => {
      const signal = SIGNALS.find((one) => one.id === id);
      return signal ? [closedRow(t, signal, closedAt, now)] : [];
    });
  return withoutEchoes(rows, closed);
}

/** Rows that only say again what another one says are left out: of one silence, "no contact" on our side is told, and not theirs as well. */
function withoutEchoes(open: ViewSignal[], closed: ViewSignal[]): ViewSignal[] {
  const among = (rows: ViewSignal[]) => {
    const ids = new Set(rows.map(({ id }) => id));
    return ({ id }: ViewSignal) => !SIGNALS.find((one) => one.id === id)?.echoes?.some((other) => ids.has(other));
  };
  return [...open.filter(among(open)), ...closed.filter(among(closed))];
}

function openRow(t: Translate, { signal, reading, acknowledged }: OpenSignal, seenBy: string, besides: string, now: number): ViewSignal {
  const parts = [
    signalWords(t, signal, 'evidence', reading.args, reading.variant),
    besides,
    acknowledged && seenBy !== '' ? t('card.seen', { name: { name: seenBy } }) : '',
  ];
  return {
    id: signal.id,
    severity: reading.severity,
    severityWord: t(`severity.${reading.severity}`),
    fault: signal.fault,
    text: signalWords(t, signal, 'text', reading.args, reading.variant),
    whose: t(`whose.${signal.fault}`),
    age: shortAge(t, reading.since, now),
    evidence: parts.filter((part) => part !== '').join(' '),
    ...(reading.url === undefined ? {} : { url: reading.url }),
    closed: false,
  };
}

function closedRow(t: Translate, signal: Signal, closedAt: number, now: number): ViewSignal {
  return {
    id: signal.id,
    severity: signal.severity,
    severityWord: t(`severity.${signal.severity}`),
    fault: signal.fault,
    text: capitalised(signalWords(t, signal, 'short', {})),
    // Whose it was matters no more; that it is over does.
    whose: t('card.over'),
    age: shortAge(t, closedAt, now),
    evidence: capitalised(t('card.closed', { age: { text: age(t, closedAt, now) } })),
    closed: true,
  };
}

/** What stands where no row stands: since when there is no warning. */
export function noSignals(t: Translate, log: readonly SignalLogRow[], now: number): string {
  const closed = log.flatMap(({ closedAt }) => (closedAt !== null && closedAt <= now ? [closedAt] : []));
  if (closed.length === 0) return t('card.no-signals');
  return t('card.no-signals.last', { n: Math.max(0, daysBetween(Math.max(...closed), now, t.locale)) });
}
