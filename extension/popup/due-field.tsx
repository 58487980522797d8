import { inDays } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import type { ReadDay } from '../../shared/i18n/dates-follow-up';
import type { Translate } from '../../shared/i18n/t';
import { momentOf } from './due';

interface DueFieldProps {
  t: Translate;
  now: number;
  words: string;
  read: ReadDay;
  onWords: (words: string) => void;
}
const OFFERED = ['tomorrow', 'days', 'week', 'month'] as const;

/** A follow-up day in the writer's own words. Under it stands how they were understood; what may be two days is asked. */
export function DueField({ t, now, words, read, onWords }: DueFieldProps) {
  return (
    <div class="due">
      <label>
        <span class="sub keep">{t('note.due')}</span>
        <input
          type="text"
          class="words"
          list="due-words"
          dir={words === '' ? undefined : 'auto'}
          maxLength={200}
          value={words}
          placeholder={t('note.due.hint')}
          autocomplete="off"
          aria-describedby="due-read"
          onInput={(event) => onWords(event.currentTarget.value)}
        />
      </label>
      <datalist id="due-words">
        {OFFERED.map((each) => (
          <option key={each} value={t(`popup.remind.${each}`, { n: 3 })} />
        ))}
      </datalist>
      <output id="due-read" class={read.kind === 'unknown' || read.kind === 'passed' ? 'sub warn' : 'sub'}>
        <Understood t={t} now={now} read={read} onWords={onWords} />
      </output>
    </div>
  );
}

function Understood({ t, now, read, onWords }: Omit<DueFieldProps, 'words'>) {
  if (read.kind === 'nothing') return null;
  if (read.kind === 'unknown') return <>{t('note.due.unknown')}</>;
  if (read.kind === 'passed') return <>{t('note.due.passed')}</>;
  const at = (ahead: number) => momentOf(ahead, now, t.locale);
  if (read.kind === 'day')
    return (
      <>
        {t('note.due.is', {
          date: { text: formatDate(at(read.ahead), t.locale, 'weekday') },
          when: { text: inDays(t, at(read.ahead), now) },
        })}
      </>
    );
  return (
    <>
      {t('note.due.which')}{' '}
      {read.ahead.map((ahead) => (
        <button type="button" key={ahead} class="btn txt" onClick={() => onWords(formatDate(at(ahead), t.locale, 'long'))}>
          {formatDate(at(ahead), t.locale, 'weekday')}
        </button>
      ))}
    </>
  );
}
