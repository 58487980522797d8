import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { atHour } from '../../shared/i18n/week';
import { daysUntil, SNOOZE_ENDS, SNOOZE_REASONS, type SnoozeReason } from '../../shared/judgement/snooze';
import { DaySelect } from './day-select';
import { MORNING } from './days';

interface SnoozeFormProps {
  t: Translate;
  onSnooze: (until: number, reason: string) => Promise<void>;
  onClose: () => void;
}
/** Until when a warning is put aside, and why: a reason of the list, or words of one's own. Escape leaves it as it is. */
export function SnoozeForm({ t, onSnooze, onClose }: SnoozeFormProps) {
  const now = Date.now();
  const [ahead, setAhead] = useState<number>(daysUntil('week'));
  const [reason, setReason] = useState<SnoozeReason | null>(null);
  const [own, setOwn] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  const ends = SNOOZE_ENDS.map((end) => ({ end, days: daysUntil(end) }));
  return (
    <form
      ref={form}
      class="snooze"
      onSubmit={(event) => {
        event.preventDefault();
        void onSnooze(atHour(now, ahead, ...MORNING, t.locale), own.trim() === '' ? (reason ?? '') : own.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <fieldset class="kinds">
        <legend class="hidden">{t('judge.until')}</legend>
        {ends.map(({ end, days }) => (
          <label key={end} class={ahead === days ? 'is-on' : ''}>
            <input type="radio" name="end" value={end} checked={ahead === days} onChange={() => setAhead(days)} />
            {t(`judge.end.${end}`)}
          </label>
        ))}
      </fieldset>
      <DaySelect
        t={t}
        label={t('judge.end.date')}
        now={now}
        value={ends.some(({ days }) => days === ahead) ? null : ahead}
        onChange={(days) => setAhead(days ?? daysUntil('week'))}
      />
      <fieldset class="chips">
        <legend class="hidden">{t('judge.why')}</legend>
        {SNOOZE_REASONS.map((each) => (
          <label key={each} class={`chip ${reason === each && own === '' ? 'is-on' : ''}`}>
            <input type="radio" name="reason" value={each} checked={reason === each} onChange={() => setReason(each)} />
            {t(`snooze.reason.${each}`)}
          </label>
        ))}
      </fieldset>
      <div class="foot">
        <input
          type="text"
          dir={own === '' ? undefined : 'auto'}
          maxLength={300}
          value={own}
          placeholder={t('judge.why.own')}
          aria-label={t('judge.why.own')}
          autocomplete="off"
          onInput={(event) => setOwn(event.currentTarget.value)}
        />
        <button type="submit" class="btn pri">
          {t('judge.snooze')}
        </button>
      </div>
    </form>
  );
}
