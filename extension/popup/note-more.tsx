import { NOTE_TOPICS } from '../../shared/attributes';
import type { Translate } from '../../shared/i18n/t';
import { MOST_CODES, PULSE_CODES, type PulseCode } from '../../shared/judgement/pulse-codes';
import type { NoteDetail, NoteTopic } from '../log-protocol';

interface NoteMoreProps {
  t: Translate;
  detail: NoteDetail;
  /** Whether it is a word to ourselves, which has no direction and no tone. */
  inward: boolean;
  onChange: (part: NoteDetail) => void;
}
const SENTIMENTS = ['good', 'neutral', 'bad'] as const;
const DIRECTIONS = ['out', 'in'] as const;

/** What few notes need to say: who began, how it felt, why, what it is about. */
export function NoteMore({ t, detail, inward, onChange }: NoteMoreProps) {
  const { direction, sentiment, reasons = [], about, care = false, formal = false, pinned = false } = detail;
  const toggle = (code: PulseCode) =>
    onChange({ reasons: reasons.includes(code) ? reasons.filter((one) => one !== code) : [...reasons, code] });
  return (
    <div class="more-fields">
      <div class="pair">
        {!inward && <Choice t={t} name="direction" of={DIRECTIONS} chosen={direction} onChoose={(direction) => onChange({ direction })} />}
        <Choice t={t} name="sentiment" of={SENTIMENTS} chosen={sentiment} onChoose={(sentiment) => onChange({ sentiment })} />
      </div>
      <fieldset class="chips">
        <legend class="sub">{t('pulse.codes')}</legend>
        {PULSE_CODES.map((code) => (
          <label key={code} class={`chip ${reasons.includes(code) ? 'is-on' : ''}`}>
            <input
              type="checkbox"
              value={code}
              checked={reasons.includes(code)}
              disabled={!reasons.includes(code) && reasons.length >= MOST_CODES}
              onChange={() => toggle(code)}
            />
            {t(`pulse.code.${code}`)}
          </label>
        ))}
      </fieldset>
      <div class="pair">
        <select
          aria-label={t('note.about')}
          value={about ?? ''}
          onChange={(event) => onChange({ about: (event.currentTarget.value || undefined) as NoteTopic | undefined })}
        >
          <option value="">{t('note.about')}</option>
          {NOTE_TOPICS.map((topic) => (
            <option key={topic} value={topic}>
              {t(`note.about.${topic}`)}
            </option>
          ))}
        </select>
        <span class="checks">
          <Check label={t('note.care')} title={t('note.care.help')} on={care} onChange={(care) => onChange({ care })} />
          {!inward && (
            <Check label={t('popup.formal')} title={t('popup.formal.help')} on={formal} onChange={(formal) => onChange({ formal })} />
          )}
          <Check label={t('note.pin')} title={t('note.pin.help')} on={pinned} onChange={(pinned) => onChange({ pinned })} />
        </span>
      </div>
    </div>
  );
}

function Check({ label, title, on, onChange }: { label: string; title: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="check sub" title={title}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

interface ChoiceProps<T extends string> {
  t: Translate;
  name: 'direction' | 'sentiment';
  of: readonly T[];
  chosen: T | undefined;
  onChoose: (one: T | undefined) => void;
}
/** One of a few, or none: a click on the chosen one takes it back. */
function Choice<T extends 'in' | 'out' | 'good' | 'neutral' | 'bad'>({ t, name, of, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset class="kinds">
      <legend class="hidden">{t(`note.${name}`)}</legend>
      {of.map((one) => (
        <label key={one} class={chosen === one ? 'is-on' : ''}>
          <input type="checkbox" checked={chosen === one} onChange={() => onChoose(chosen === one ? undefined : one)} />
          {t(`note.${name}.${one}` as 'note.direction.in')}
        </label>
      ))}
    </fieldset>
  );
}
