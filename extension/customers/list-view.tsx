import { useEffect, useState } from 'preact/hooks';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { BAND_ORDER, type ListSort } from '../../shared/list-order';
import type { ListAsked, ListWho, ReportState } from '../report-protocol';
import { Choice } from './choice';
import { CsvButton } from './csv-button';
import { HandOver } from './hand-over';
import { ListRows } from './list-rows';
import { ListSums } from './list-sums';
import { hashOf } from './route';
import { SavedLine } from './saved-line';
import { Shown } from './shown';
import { useAsk } from './use-ask';

const SORTS = ['band', 'risk', 'value', 'renewal', 'contact', 'tier', 'owner', 'name'] as const satisfies readonly ListSort[];
/** While somebody types, the list waits so long (ms). */
const TYPING = 250;
/** In the choice of owners: any, and nobody. No user has such an id. */
const ANY = '';
const NOBODY = ':nobody';

interface Props {
  t: Translate;
  state: ReportState;
  segment: string;
  /** Begins with those whom nobody owns. */
  unowned: boolean;
}
/**
 * All customers that this user may see, page by page in the order of the stored keys; each row is computed for the answer. While the
 * Worker is away, those of the book.
 */
export function ListView({ t, state, segment, unowned }: Props) {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [band, setBand] = useState('');
  const [keeper, setKeeper] = useState(unowned ? NOBODY : ANY);
  const [sort, setSort] = useState<ListSort>('band');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const timer = setTimeout(() => setText(typed), TYPING);
    return () => clearTimeout(timer);
  }, [typed]);
  const segments = useAsk('segments.read', {}, 'segments');
  const who: ListWho = { band, segment, text, owner: keeper === ANY ? null : keeper === NOBODY ? '' : keeper };
  const query: ListAsked = { ...who, sort, cursor: '' };
  const key = JSON.stringify(query);
  const first = useAsk('report.customers', query, key);
  const sums = useAsk('report.sums', who, JSON.stringify(who));
  const again = () => {
    for (const asked of [first, sums, segments]) asked.again();
  };
  const saved = first.value?.saved ?? null;
  const choose = (ids: readonly string[], yes: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (yes) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  };
  const done = () => {
    setChosen(new Set());
    again();
  };
  const byName = Object.entries(state.users).sort(([, a], [, b]) => a.localeCompare(b, t.locale.language));
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
            options={[['', t('list.any')], ...BAND_ORDER.map((one) => [one, t(`band.${one}`)] as const)]}
          />
          <Choice
            label={t('list.segment')}
            value={segment}
            onChange={(wanted) => {
              location.hash = hashOf({ view: 'list', segment: wanted });
            }}
            options={[
              ['', t('list.any')],
              ...(segments.value?.segments ?? []).map(({ id, name, count }) => [id, `${name} (${formatNumber(count, t.locale)})`] as const),
            ]}
          />
          <Choice
            label={t('list.owner')}
            value={keeper}
            onChange={setKeeper}
            options={[[ANY, t('list.any')], [NOBODY, t('list.unowned')], ...byName]}
          />
          <Choice
            label={t('list.sort')}
            value={sort}
            onChange={(wanted) => setSort(wanted as ListSort)}
            options={SORTS.map((one) => [one, t(`list.sort.${one}`)] as const)}
          />
        </form>
      </search>
      <ListSums t={t} sums={sums.value} onUnowned={() => setKeeper(NOBODY)}>
        {state.role !== 'viewer' && saved === null && <CsvButton t={t} query={query} />}
      </ListSums>
      {saved !== null && <SavedLine t={t} copy={saved} now={Date.now()} onAgain={again} />}
      <HandOver t={t} state={state} chosen={[...chosen]} onDone={done} />
      <Shown t={t} asked={first}>
        {(page) => (
          <ListRows
            key={key}
            t={t}
            state={state}
            first={page}
            query={query}
            total={sums.value?.customers ?? -1}
            chosen={chosen}
            onChoose={choose}
          />
        )}
      </Shown>
    </>
  );
}
