/** A scale of days, square-rooted so that near days have room: contact behind us, deadlines ahead; time runs with reading. */
import type { CustomerCard, ViewDate } from '../../shared/present/card-view';
import { type DateKind, DateShape } from './shapes';

const WIDTH = 276;
/** Least reach to either side, in days. */
const LEAST_REACH = 37;
const ORDER: readonly DateKind[] = ['last', 'notice', 'renewal'];
const round = (n: number) => Math.round(n * 10) / 10;

/** Where today and each date stand, in px from the reading side; null for a date that is not known. */
export function placeDays(days: readonly (number | null)[]): { today: number; at: (number | null)[] } {
  const known = days.filter((day) => day !== null);
  const past = Math.sqrt(Math.max(LEAST_REACH, ...known.map((day) => -day * 1.1)));
  const future = Math.sqrt(Math.max(LEAST_REACH, ...known.map((day) => day * 1.1)));
  const perRoot = WIDTH / (past + future);
  const today = past * perRoot;
  return {
    today: round(today),
    at: days.map((day) => (day === null ? null : round(today + Math.sign(day) * Math.sqrt(Math.abs(day)) * perRoot))),
  };
}

export function Horizon({ dates, rtl }: { dates: CustomerCard['dates']; rtl: boolean }) {
  const { today, at } = placeDays(ORDER.map((kind) => dates[kind].days));
  const x = (px: number) => round(rtl ? WIDTH - px : px);
  return (
    <div class="hz">
      <svg width={WIDTH} height="14" viewBox={`0 0 ${WIDTH} 14`} aria-hidden="true">
        <path d={`M${x(0)} 8H${x(today)}`} stroke="var(--v-control)" stroke-width="1" stroke-dasharray="1.5 2.5" />
        <path d={`M${x(today)} 8H${x(WIDTH)}`} stroke="var(--v-control)" stroke-width="1" />
        <path d={`M${x(today)} 2.5V13.5`} stroke="var(--v-ink)" stroke-width="1.4" />
        {ORDER.map((kind, i) => {
          const px = at[i];
          if (px === null || px === undefined) return null;
          const centre = x(px);
          if (kind === 'last')
            return (
              <circle
                key={kind}
                data-date={kind}
                cx={centre}
                cy="8"
                r="3"
                fill="var(--v-surface)"
                stroke="var(--v-ink-2)"
                stroke-width="1.5"
              />
            );
          if (kind === 'notice') return <path key={kind} data-date={kind} d={`M${round(centre - 4)} 3.5h8l-4 7.5z`} fill="var(--v-ink)" />;
          return <rect key={kind} data-date={kind} x={round(centre - 3.5)} y="4.5" width="7" height="7" rx="1" fill="var(--v-ink)" />;
        })}
      </svg>
      <ol>
        {ORDER.map((kind) => (
          <DateItem key={kind} kind={kind} date={dates[kind]} />
        ))}
      </ol>
    </div>
  );
}

function DateItem({ kind, date }: { kind: DateKind; date: ViewDate }) {
  return (
    <li>
      <div class="t">
        <DateShape kind={kind} />
        {date.label}
      </div>
      <div class="d">
        {kind === 'last' || date.days === null ? date.main : <b>{date.main}</b>}
        {date.sub && (
          <>
            {' '}
            <span class="sub">{date.sub}</span>
          </>
        )}
      </div>
    </li>
  );
}
