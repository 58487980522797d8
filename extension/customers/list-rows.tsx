/** The rows of the list, read a page at a time as one comes near their end. */
import { useCallback, useRef, useState } from 'preact/hooks';
import type { ListedCustomer } from '../../shared/api/customer-list';
import { age } from '../../shared/i18n/ages';
import { formatDate } from '../../shared/i18n/dates';
import { formatMoney } from '../../shared/i18n/money';
import { formatNumber, formatSigned } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { BAND_ORDER, type ListSort } from '../../shared/list-order';
import { BandShape, toneOf } from '../card/shapes';
import { ask } from '../own-page/ask';
import type { ListAsked, ListedPage, ListWho, ReportState } from '../report-protocol';
import { ListWindow } from './list-window';
import { hashOf } from './route';
import { tierName } from './tier-name';

/** Nothing is looked for and nothing left out. */
const isEverybody = ({ band, segment, owner, text }: ListWho): boolean =>
  band === '' && segment === '' && owner === null && text.trim() === '';

interface Props {
  t: Translate;
  state: ReportState;
  first: ListedPage;
  query: ListAsked;
  /** Customers in the whole list; -1 while that is being counted. */
  total: number;
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], yes: boolean) => void;
}
export function ListRows({ t, state, first, query, total, chosen, onChoose }: Props) {
  const [loaded, setLoaded] = useState<{ after: ListedPage; pages: ListedPage[] }>({ after: first, pages: [] });
  const [problem, setProblem] = useState('');
  const reading = useRef(false);
  // Read again, the first page is another one, and what came after the old one is no more.
  const more = loaded.after === first ? loaded.pages : [];
  const rows = [first, ...more].flatMap(({ customers }) => customers);
  const cursor = (more.at(-1) ?? first).cursor;
  const next = useCallback(async () => {
    if (cursor === null || reading.current) return;
    reading.current = true;
    const answer = await ask('report.customers', { ...query, cursor });
    reading.current = false;
    if (answer.ok) setLoaded({ after: first, pages: [...more, answer.value] });
    setProblem(answer.ok ? '' : answer.text);
  }, [cursor, first, more.length]);
  // What could not be read is asked for again by a person, not by every pixel that the page is moved.
  const onEnd = useCallback(() => {
    if (problem === '') void next();
  }, [next, problem]);
  if (rows.length === 0) return <p>{t(isEverybody(query) ? 'list.empty' : 'list.none')}</p>;
  const allChosen = rows.every(({ id }) => chosen.has(id));
  const sorted = (sort: ListSort, direction: 'ascending' | 'descending' = 'ascending') => (query.sort === sort ? direction : undefined);
  const columns = [
    {
      label: (
        <input
          type="checkbox"
          aria-label={t('list.choose.all', { n: rows.length })}
          checked={allChosen}
          onChange={(event) =>
            onChoose(
              rows.map(({ id }) => id),
              event.currentTarget.checked,
            )
          }
        />
      ),
    },
    { label: t('list.name'), sort: sorted('name') },
    { label: t('list.health'), number: true, sort: sorted('band') },
    { label: t('list.trend'), number: true, minor: true },
    { label: t('list.value'), number: true, sort: sorted('value', 'descending') },
    { label: t('list.renewal'), sort: sorted('renewal') },
    { label: t('list.contact'), sort: sorted('contact') },
    { label: t('list.seen'), minor: true },
    { label: t('list.tier'), sort: sorted('tier', 'descending') },
    { label: t('list.owner'), sort: sorted('owner') },
  ];
  return (
    <>
      <ListWindow
        caption={t('page.title')}
        columns={columns}
        total={total}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            <input
              type="checkbox"
              aria-label={t('list.choose', { name: { name: row.name || row.id } })}
              checked={chosen.has(row.id)}
              onChange={(event) => onChoose([row.id], event.currentTarget.checked)}
            />,
            ...cellsOf(t, state, row),
          ],
        }))}
        onEnd={onEnd}
      />
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
      <p class="sub">
        {first.saved === null && `${t('list.as-of')} `}
        {t('list.as-of.at', { time: { date: first.customers[0]?.as_of ?? 0 } })}
      </p>
    </>
  );
}

function cellsOf(t: Translate, state: ReportState, row: ListedCustomer) {
  const band = BAND_ORDER.find((one) => one === row.band) ?? 'unknown';
  const when = (at: number | null) => (at === null ? '–' : age(t, at, row.as_of));
  return [
    <a class="who" href={hashOf({ view: 'customer', customer: row.id })} title={row.name || row.id}>
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
    <bdi class={row.owner === null ? 'none' : ''}>{row.owner === null ? t('list.unowned') : (state.users[row.owner] ?? row.owner)}</bdi>,
  ];
}
