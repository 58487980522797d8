import { useEffect, useState } from 'preact/hooks';
import type { CustomerList, ListedCustomer } from '../../shared/api/customer-list';
import type { Band } from '../../shared/health/health';
import { age } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import { formatMoney } from '../../shared/i18n/money';
import { formatNumber, formatSigned } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { BandShape, toneOf } from '../card/shapes';
import { ask } from '../own-page/ask';
import type { ListSort, ReportState } from '../report-protocol';
import { FactTable } from './fact-table';
import { hashOf } from './route';
import { Shown } from './shown';
import { tierName } from './tier-name';
import { useAsk } from './use-ask';

const BANDS = ['at-risk', 'watch', 'healthy', 'unknown'] as const satisfies readonly Band[];
const SORTS = ['band', 'risk', 'value', 'renewal', 'name'] as const satisfies readonly ListSort[];
/** While somebody types, the list waits so long (ms). */
const TYPING = 250;

interface Props {
  t: Translate;
  state: ReportState;
  segment: string;
}
/** All customers that this user may see, page by page in the order of the stored keys; each row is computed for the answer. */
export function ListView({ t, state, segment }: Props) {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [band, setBand] = useState('');
  const [sort, setSort] = useState<ListSort>('band');
  useEffect(() => {
    const timer = setTimeout(() => setText(typed), TYPING);
    return () => clearTimeout(timer);
  }, [typed]);
  const segments = useAsk('segments.read', {}, 'segments');
  const query = { sort, band, segment, text, cursor: '' };
  const key = JSON.stringify(query);
  const first = useAsk('report.customers', query, key);
  return (
    <>
      <search>
        <form class="filters" onSubmit={(event) => event.preventDefault()}>
          <label class="wide">
            <span class="sub">{t('list.search')}</span>
            <input
              type="search"
              dir={typed === '' ? undefined : 'auto'}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <Choice
            label={t('list.band')}
            value={band}
            onChange={setBand}
            options={[['', t('list.any')], ...BANDS.map((one) => [one, t(`band.${one}`)] as const)]}
          />
          <Choice
            label={t('list.segment')}
            value={segment}
            onChange={(chosen) => {
              location.hash = hashOf({ view: 'list', segment: chosen });
            }}
            options={[['', t('list.any')], ...(segments.value?.segments ?? []).map(({ id, name }) => [id, name] as const)]}
          />
          <Choice
            label={t('list.sort')}
            value={sort}
            onChange={(chosen) => setSort(chosen as ListSort)}
            options={SORTS.map((one) => [one, t(`list.sort.${one}`)] as const)}
          />
        </form>
      </search>
      <Shown t={t} asked={first}>
        {(page) => <Pages key={key} t={t} state={state} first={page} query={query} />}
      </Shown>
    </>
  );
}

/** The first page and those that were asked for after it. */
function Pages({
  t,
  state,
  first,
  query,
}: {
  t: Translate;
  state: ReportState;
  first: CustomerList;
  query: Parameters<typeof ask<'report.customers'>>[1];
}) {
  const [loaded, setLoaded] = useState<{ after: CustomerList; pages: CustomerList[] }>({ after: first, pages: [] });
  const [problem, setProblem] = useState('');
  // Read again, the first page is another one, and what came after the old one is no more.
  const more = loaded.after === first ? loaded.pages : [];
  const rows = [first, ...more].flatMap(({ customers }) => customers);
  const cursor = (more.at(-1) ?? first).cursor;
  if (rows.length === 0) return <p>{t('list.none')}</p>;
  const next = async () => {
    const answer = await ask('report.customers', { ...query, cursor: cursor ?? '' });
    if (answer.ok) setLoaded({ after: first, pages: [...more, answer.value] });
    setProblem(answer.ok ? '' : answer.text);
  };
  const columns = [
    { label: t('list.name') },
    { label: t('list.health'), number: true },
    { label: t('list.trend'), number: true },
    { label: t('list.value'), number: true },
    { label: t('list.renewal') },
    { label: t('list.contact') },
    { label: t('list.seen') },
    { label: t('list.tier') },
    { label: t('list.owner') },
  ];
  return (
    <>
      <FactTable caption={t('page.title')} columns={columns} rows={rows.map((row) => ({ key: row.id, cells: cellsOf(t, state, row) }))} />
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {cursor !== null && (
        <button type="button" class="btn sec-b" onClick={() => void next()}>
          {t('list.more')}
        </button>
      )}
      <p class="sub">{t('list.as-of')}</p>
    </>
  );
}

function cellsOf(t: Translate, state: ReportState, row: ListedCustomer) {
  const band = BANDS.find((one) => one === row.band) ?? 'unknown';
  const when = (at: number | null) => (at === null ? '–' : age(t, at, row.as_of));
  return [
    <a class="who" href={hashOf({ view: 'customer', customer: row.id })}>
      <BandShape band={band} size={12} />
      <bdi>{row.name || row.id}</bdi>
    </a>,
    <span class={toneOf(band)}>
      {row.score === null ? '–' : formatNumber(row.score, t.locale)}
      <span class="hidden"> {t(`band.${band}`)}</span>
    </span>,
    row.trend === null ? '–' : <span class={row.trend < 0 ? 'down' : row.trend > 0 ? 'up' : ''}>{formatSigned(row.trend, t.locale)}</span>,
    row.value === null ? '–' : formatMoney(row.value, t.locale),
    row.renewal_at === null ? '–' : formatDate(row.renewal_at, t.locale, 'short', row.as_of),
    when(row.last_contact_at),
    when(row.last_seen_at),
    row.tier === '' ? '–' : tierName(t, row.tier),
    <bdi>{row.owner === null ? '–' : (state.users[row.owner] ?? row.owner)}</bdi>,
  ];
}

function Choice(props: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <label>
      <span class="sub">{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
