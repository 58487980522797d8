import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageKey } from '../../shared/i18n/catalogue';
import type { Translate } from '../../shared/i18n/t';
import { atHour } from '../../shared/i18n/week';
import { missingOf, NOTHING_SAID, type Raise, type RaiseField, type RaiseSaid } from '../../shared/judgement/raises';
import { BackButton } from './back-button';
import { DaySelect } from './day-select';
import { EVENING } from './days';

interface NoticedDetailProps {
  t: Translate;
  raise: Raise;
  label: string;
  /** It is noted already; what is added here is said with it. */
  saved: boolean;
  onSave: (said: RaiseSaid) => Promise<void>;
  onClose: () => void;
}
const CHANNELS = ['phone', 'chat'] as const;

/** What belongs to one thing noticed: its name, day or minutes, and words. Enter saves, Escape leaves it as it is. */
export function NoticedDetail({ t, raise, label, saved, onSave, onClose }: NoticedDetailProps) {
  const now = Date.now();
  const [said, setSaid] = useState(NOTHING_SAID);
  const [ahead, setAhead] = useState<number | null>(null);
  const [missing, setMissing] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);

  const has = (field: RaiseField) => raise.needs.includes(field) || raise.offers.includes(field);
  const change = (part: Partial<RaiseSaid>) => setSaid({ ...said, ...part });
  const nameLabel = t(`raise.name.${raise.id}` as MessageKey);
  const textLabel = t(raise.needs.includes('text') ? 'raise.promised' : 'raise.text');
  const worded: Partial<Record<RaiseField, string>> = {
    name: nameLabel,
    text: textLabel,
    minutes: t('raise.minutes'),
    due: t('raise.due'),
  };
  const save = async () => {
    const lacks = missingOf(raise, said)[0];
    if (lacks !== undefined) return setMissing(t('raise.missing', { what: { text: worded[lacks] ?? '' } }));
    await onSave(said);
  };
  return (
    <form
      ref={form}
      class="noticed"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <h3>
        <BackButton label={t('popup.back')} onBack={onClose} />
        {saved ? t('raise.saved', { what: { text: label } }) : label}
      </h3>
      {has('name') && <Field label={nameLabel} value={said.name} most={200} onInput={(name) => change({ name })} />}
      {has('minutes') && (
        <div class="pair">
          <input
            type="number"
            min="1"
            max="1440"
            step="1"
            value={said.minutes === null ? '' : String(said.minutes)}
            placeholder={t('raise.minutes')}
            aria-label={t('raise.minutes')}
            onInput={({ currentTarget: { value } }) => change({ minutes: value === '' ? null : Number(value) })}
          />
          <fieldset class="kinds">
            <legend class="hidden">{t('raise.channel')}</legend>
            {CHANNELS.map((channel) => (
              <label key={channel} class={said.channel === channel ? 'is-on' : ''}>
                <input type="radio" name="channel" checked={said.channel === channel} onChange={() => change({ channel })} />
                {t(`raise.channel.${channel}`)}
              </label>
            ))}
          </fieldset>
        </div>
      )}
      {has('text') && <Field label={textLabel} value={said.text} most={1000} onInput={(text) => change({ text })} />}
      {has('due') && (
        <DaySelect
          t={t}
          label={t('raise.due')}
          now={now}
          value={ahead}
          onChange={(days) => {
            setAhead(days);
            change({ due: days === null ? null : atHour(now, days, ...EVENING, t.locale) });
          }}
        />
      )}
      {has('blocker') && (
        <label class="check">
          <input type="checkbox" checked={said.blocker} onChange={(event) => change({ blocker: event.currentTarget.checked })} />
          {t('raise.blocker')}
        </label>
      )}
      {missing && (
        <p class="problem" role="alert">
          {missing}
        </p>
      )}
      <div class="foot">
        <span class="grow" />
        <button type="submit" class="btn pri">
          {t(saved ? 'raise.add' : 'popup.save')}
        </button>
      </div>
    </form>
  );
}

function Field({ label, value, most, onInput }: { label: string; value: string; most: number; onInput: (value: string) => void }) {
  return (
    <input
      type="text"
      dir={value === '' ? undefined : 'auto'}
      maxLength={most}
      value={value}
      placeholder={label}
      aria-label={label}
      autocomplete="off"
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
