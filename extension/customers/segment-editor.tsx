import { useState } from 'preact/hooks';
import { currencyCode, labelInUnit } from '../../shared/i18n/money-field';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { RFM_SEGMENTS } from '../../shared/loyalty/rfm';
import type { Segment, SegmentFilter } from '../../shared/segments';
import { SIGNALS } from '../../shared/signals/registry';
import { SaveOrCancel } from '../own-page/save-or-cancel';
import type { ReportState } from '../report-protocol';
import { signalName } from './signal-name';
import { tierName } from './tier-name';
import { readBounds, type TypedBounds, typeBounds } from './value-bounds';
import { MOST_DAYS, readDays } from './whole-days';

const BANDS = ['at-risk', 'watch', 'healthy', 'unknown'] as const;

interface Props {
  t: Translate;
  state: ReportState;
  segment: Segment;
  /** Why the last try to save it failed; '' for none. */
  problem: string;
  onSave: (segment: Segment) => void;
  onCancel: () => void;
}
/** One segment: a name and the conditions that must all hold. What is left empty asks nothing. */
export function SegmentEditor({ t, state, segment, problem, onSave, onCancel }: Props) {
  const [name, setName] = useState(segment.name);
  const [filter, setFilter] = useState<SegmentFilter>(segment.filter);
  const [bounds, setBounds] = useState(() => typeBounds(segment.filter.value, t));
  const [days, setDays] = useState(() => (filter.renewalDays === undefined ? '' : formatNumber(filter.renewalDays, t.locale)));
  const [wrong, setWrong] = useState('');
  const set = <K extends keyof SegmentFilter>(key: K, value: SegmentFilter[K] | undefined) =>
    setFilter((before) => withCondition(before, key, value));
  const setBound = (part: keyof TypedBounds, typed: string) => setBounds((before) => ({ ...before, [part]: typed }));
  const save = () => {
    const within = readDays(days);
    const read = readBounds(bounds, t);
    const missing = name.trim() === '' ? t('segment.name.missing') : within === null ? t('segment.renewal.wrong', { most: MOST_DAYS }) : '';
    if (missing !== '' || within === null || 'problem' in read) return setWrong(missing || ('problem' in read ? read.problem : ''));
    setWrong('');
    onSave({ ...segment, name: name.trim(), filter: withCondition(withCondition(filter, 'renewalDays', within), 'value', read.value) });
  };
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
        save();
      }}
    >
      <label class="wide">
        <span class="sub">{t('segment.name')}</span>
        <input dir="auto" maxLength={120} value={name} onInput={(event) => setName(event.currentTarget.value)} />
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
        <input inputMode="numeric" maxLength={5} value={days} onInput={(event) => setDays(event.currentTarget.value)} />
      </label>
      <div class="fields">
        <label>
          <span class="sub">{t('segment.currency')}</span>
          <input dir="ltr" maxLength={3} value={bounds.currency} onInput={(event) => setBound('currency', event.currentTarget.value)} />
        </label>
        {(['from', 'to'] as const).map((bound) => (
          <label key={bound}>
            <span class="sub">{labelInUnit(t(`segment.${bound}`), currencyCode(bounds.currency), t.locale)}</span>
            <input
              inputMode="decimal"
              maxLength={24}
              value={bounds[bound]}
              onInput={(event) => setBound(bound, event.currentTarget.value)}
            />
          </label>
        ))}
      </div>
      <SaveOrCancel t={t} problem={wrong || problem} onCancel={onCancel} />
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
