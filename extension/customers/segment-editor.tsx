import { useState } from 'preact/hooks';
import { minorUnits } from '../../shared/i18n/money';
import type { Translate } from '../../shared/i18n/t';
import { RFM_SEGMENTS } from '../../shared/loyalty/rfm';
import type { Segment, SegmentFilter } from '../../shared/segments';
import { SIGNALS } from '../../shared/signals/registry';
import type { ReportState } from '../report-protocol';
import { signalName } from './signal-name';
import { tierName } from './tier-name';

const BANDS = ['at-risk', 'watch', 'healthy', 'unknown'] as const;

interface Props {
  t: Translate;
  state: ReportState;
  segment: Segment;
  onSave: (segment: Segment) => void;
  onCancel: () => void;
}
/** One segment: a name and the conditions that must all hold. What is left empty asks nothing. */
export function SegmentEditor({ t, state, segment, onSave, onCancel }: Props) {
  const [name, setName] = useState(segment.name);
  const [filter, setFilter] = useState<SegmentFilter>(segment.filter);
  const unit = minorUnits(filter.value?.currency ?? 'EUR');
  const set = <K extends keyof SegmentFilter>(key: K, value: SegmentFilter[K] | undefined) =>
    setFilter((before) => withCondition(before, key, value));
  const setValue = (part: Partial<NonNullable<SegmentFilter['value']>>) =>
    setFilter((before) => {
      const { currency = '', from, to } = { ...before.value, ...part };
      const bounds = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      return withCondition(before, 'value', currency === '' ? undefined : { currency, ...bounds });
    });
  const amount = (typed: string) => (typed.trim() === '' ? undefined : Math.round(Number(typed) * unit));
  const isReady = name.trim() !== '' && (filter.value === undefined || /^[A-Z]{3}$/.test(filter.value.currency));
  const written = (key: 'groups' | 'products', label: string) => (
    <label>
      <span class="sub">{label}</span>
      <input dir="auto" defaultValue={(filter[key] ?? []).join(', ')} onChange={(event) => set(key, namesIn(event.currentTarget.value))} />
    </label>
  );
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onSave({ ...segment, name: name.trim(), filter });
      }}
    >
      <label class="wide">
        <span class="sub">{t('segment.name')}</span>
        <input dir="auto" required maxLength={120} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <Ticks
        legend={t('list.health')}
        all={BANDS.map((band) => [band, t(`band.${band}`)])}
        chosen={filter.bands ?? []}
        onChange={(bands) => set('bands', bands)}
      />
      <Ticks
        legend={t('list.owner')}
        all={Object.entries(state.users)}
        chosen={filter.owners ?? []}
        onChange={(owners) => set('owners', owners)}
      />
      <Ticks
        legend={t('list.tier')}
        all={state.tiers.map((tier) => [tier, tierName(t, tier)])}
        chosen={filter.tiers ?? []}
        onChange={(tiers) => set('tiers', tiers)}
      />
      <Ticks
        legend={`${t('segment.rfm')} ${t(state.rfmFixed ? 'segment.rfm.fixed' : 'segment.rfm.fifths')}`}
        all={RFM_SEGMENTS.map((id) => [id, t(`rfm.${id}`)])}
        chosen={filter.rfm ?? []}
        onChange={(rfm) => set('rfm', rfm)}
      />
      <details>
        <summary>{t('segment.signals')}</summary>
        <Ticks
          legend={t('segment.signals')}
          all={SIGNALS.map(({ id }) => [id, signalName(t, id)])}
          chosen={filter.signals ?? []}
          onChange={(signals) => set('signals', signals)}
        />
      </details>
      <p class="sub">{t('segment.commas')}</p>
      {written('groups', t('segment.groups'))}
      {written('products', t('segment.products'))}
      <label>
        <span class="sub">{t('segment.renewal')}</span>
        <input
          type="number"
          min="1"
          max="3650"
          defaultValue={filter.renewalDays ?? ''}
          onChange={(event) => set('renewalDays', wholeIn(event.currentTarget.value))}
        />
      </label>
      <div class="fields">
        <label>
          <span class="sub">{t('segment.currency')}</span>
          <input
            dir="ltr"
            maxLength={3}
            defaultValue={filter.value?.currency ?? ''}
            onChange={(event) => setValue({ currency: event.currentTarget.value.trim().toUpperCase() })}
          />
        </label>
        {(['from', 'to'] as const).map((bound) => (
          <label key={bound}>
            <span class="sub">{t(`segment.${bound}`)}</span>
            <input
              type="number"
              min="0"
              disabled={filter.value === undefined}
              defaultValue={filter.value?.[bound] === undefined ? '' : filter.value[bound] / unit}
              onChange={(event) => setValue({ [bound]: amount(event.currentTarget.value) })}
            />
          </label>
        ))}
      </div>
      <div class="acts">
        <button type="submit" class="btn pri" disabled={!isReady}>
          {t('segment.save')}
        </button>
        <button type="button" class="btn txt" onClick={onCancel}>
          {t('segment.cancel')}
        </button>
      </div>
    </form>
  );
}

function Ticks<T extends string>(props: {
  legend: string;
  all: readonly (readonly [T, string])[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}) {
  return (
    <fieldset class="ticks">
      <legend class="sub">{props.legend}</legend>
      {props.all.map(([id, words]) => (
        <label key={id} class="switch">
          <input
            type="checkbox"
            checked={props.chosen.includes(id)}
            onChange={(event) =>
              props.onChange(event.currentTarget.checked ? [...props.chosen, id] : props.chosen.filter((one) => one !== id))
            }
          />
          <bdi>{words}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

/** The filter with one condition set; with nothing chosen it is none. */
function withCondition<K extends keyof SegmentFilter>(filter: SegmentFilter, key: K, value: SegmentFilter[K] | undefined): SegmentFilter {
  const { [key]: _, ...rest } = filter;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? (rest as SegmentFilter) : { ...filter, [key]: value };
}

/** Names between commas of either script. */
const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,،]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];
const wholeIn = (text: string): number | undefined => {
  const number = Math.round(Number(text));
  return text.trim() === '' || !(number >= 1) ? undefined : Math.min(number, 3650);
};
