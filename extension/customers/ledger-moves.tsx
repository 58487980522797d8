import type { LedgerAnswer } from '../../shared/api/club';
import { DAY } from '../../shared/event';
import { earnedOn, isEarned, readTake } from '../../shared/facts/club';
import { formatDate } from '../../shared/i18n/dates';
import { joinParts } from '../../shared/i18n/lists';
import type { Translate } from '../../shared/i18n/t';
import { newUlid } from './new-ulid';
import { Shown } from './shown';
import type { Asked } from './use-ask';

interface Props {
  t: Translate;
  asked: Asked<LedgerAnswer>;
  now: number;
  worded: (n: number, currency: string) => string;
  /** Takes a redemption or spending back; null for who may not. */
  onReverse: ((decision: string, id: string) => Promise<boolean>) | null;
}
/** Grants and decisions, the newest first, each with the lots that it took of. */
export function MovesPart({ t, asked, now, worded, onReverse }: Props) {
  return (
    <details>
      <summary>{t('ledger.moves')}</summary>
      <Shown t={t} asked={asked}>
        {({ moves }) => {
          const reversed = new Set(moves.flatMap(({ type, data }) => (type === 'club.reversed' ? [String(data.decision)] : [])));
          return moves.length === 0 ? (
            <p>{t('ledger.moves.none')}</p>
          ) : (
            <ul class="facts decided">
              {moves.map((move) => (
                <MoveRow
                  key={move.id}
                  t={t}
                  move={move}
                  now={now}
                  worded={worded}
                  onReverse={
                    onReverse && !reversed.has(move.id) && (move.type === 'points.redeemed' || move.type === 'credit.spent')
                      ? () => void onReverse(move.id, newUlid())
                      : null
                  }
                />
              ))}
            </ul>
          );
        }}
      </Shown>
    </details>
  );
}

function MoveRow({
  t,
  move: { type, at, data },
  now,
  worded,
  onReverse,
}: Pick<Props, 't' | 'now' | 'worded'> & { move: LedgerAnswer['moves'][number]; onReverse: (() => void) | null }) {
  const text = (name: string) => (typeof data[name] === 'string' ? (data[name] as string) : '');
  const currency = text('currency');
  const n = typeof data.points === 'number' ? data.points : typeof data.amount === 'number' ? data.amount : null;
  const what = text('what') || text('reason') || text('name') || text('prize') || text('code');
  const lots = Array.isArray(data.lots) ? (data.lots as string[]).map(readTake) : [];
  const unit = typeof data.points === 'number' ? '' : currency;
  const named = t.has(`event.${type}`) ? t(`event.${type as 'referral'}`) : type;
  return (
    <li>
      <details>
        <summary>
          <span class="grow">
            {what === ''
              ? named
              : t('history.event', {
                  name: { text: named },
                  about: { name: t.has(`ledger.why.${what}`) ? t(`ledger.why.${what as 'own-order'}`) : what },
                })}
          </span>
          <span class="sub">{formatDate(at, t.locale, 'short', now)}</span>
          {n !== null && <b class="n">{worded(n, unit)}</b>}
        </summary>
        {lots.length > 0 && (
          <p class="sub">
            {t('ledger.took', {
              lots: {
                text: joinParts(
                  t,
                  lots.map(({ lot, n: part }) =>
                    t('ledger.took.one', {
                      date: isEarned(lot) ? { date: earnedOn(lot) * DAY } : { text: endOf(t, lot, now) },
                      n: { text: worded(part, unit) },
                    }),
                  ),
                ),
              },
            })}
          </p>
        )}
        {onReverse && (
          <button type="button" class="btn sec-b" onClick={onReverse}>
            {t('ledger.do.reverse')}
          </button>
        )}
      </details>
    </li>
  );
}

/** A lot that was granted, by its kind and the day it ends. */
function endOf(t: Translate, lot: string, now: number): string {
  const [kind = '', , end = '', day = ''] = lot.split(':');
  const name = t.has(`ledger.kind.${kind}`) ? t(`ledger.kind.${kind as 'gift'}`) : kind;
  const at = end === 'open' ? Number(day) * DAY : Number(end);
  return Number.isFinite(at) ? `${name} ${formatDate(at, t.locale, 'short', now)}` : name;
}
