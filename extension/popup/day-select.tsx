import { useMemo } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { daysAhead } from './days';

interface DaySelectProps {
  t: Translate;
  label: string;
  now: number;
  /** Days ahead; null where none is chosen. */
  value: number | null;
  onChange: (ahead: number | null) => void;
}
/** A day to come, in words of the reader's calendar: a browser's own picker knows only one calendar. */
export function DaySelect({ t, label, now, value, onChange }: DaySelectProps) {
  const months = useMemo(() => daysAhead(t, now), [t.locale, Math.floor(now / 3_600_000)]);
  return (
    <select
      aria-label={label}
      value={value === null ? '' : String(value)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
    >
      <option value="">{label}</option>
      {months.map(({ month, days }) => (
        <optgroup key={month} label={month}>
          {days.map(({ ahead, words }) => (
            <option key={ahead} value={String(ahead)}>
              {words}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
