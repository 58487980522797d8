/** What is suggested to the customers of a segment: the first that fits takes the place of `{advice}` in the message. */
import type { Translate } from '../../shared/i18n/t';
import type { OutreachDraft } from '../../shared/outreach/list';
import type { Segment } from '../../shared/segments';

type Advice = OutreachDraft['advice'];
export function OutreachAdvice({
  t,
  advice,
  segments,
  onChange,
}: {
  t: Translate;
  advice: Advice;
  segments: readonly Segment[];
  onChange: (advice: Advice) => void;
}) {
  const rest = segments.filter(({ name }) => !advice.some((one) => one.name === name));
  if (rest.length + advice.length === 0) return null;
  return (
    <fieldset class="wide advice">
      <legend class="sub">{t('outreach.advice')}</legend>
      {advice.map((one, place) => (
        <label key={one.name}>
          <span>
            <bdi>{one.name}</bdi>{' '}
            <button type="button" class="btn txt" onClick={() => onChange(advice.filter((other) => other !== one))}>
              {t('segment.delete')}
            </button>
          </span>
          <textarea
            dir="auto"
            rows={2}
            maxLength={600}
            value={one.text}
            onInput={(event) => onChange(advice.map((other, i) => (i === place ? { ...other, text: event.currentTarget.value } : other)))}
          />
        </label>
      ))}
      {rest.length > 0 && (
        <select
          aria-label={t('outreach.advice.add')}
          value=""
          onChange={(event) => {
            const segment = rest.find(({ id }) => id === event.currentTarget.value);
            if (segment) onChange([...advice, { name: segment.name, filter: segment.filter, text: '' }]);
          }}
        >
          <option value="">{t('outreach.advice.add')}</option>
          {rest.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}
