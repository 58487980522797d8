import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageKey } from '../../shared/i18n/catalogue';
import type { Translate } from '../../shared/i18n/t';
import { NOTHING_SAID, RAISE_GROUPS, RAISES, type Raise, type RaiseSaid } from '../../shared/judgement/raises';
import { foldText } from '../../shared/matching/fold-text';
import { directionOf } from '../own-page/page-language';
import { NoticedDetail } from './noticed-detail';
import type { Say } from './say';

interface NoticedPanelProps {
  t: Translate;
  /** The contact of the open mail; '' where none is known. */
  contact: string;
  say: Say;
  /** Takes back what was said without words, where it is said anew with words. */
  onReplace: (id: string) => Promise<void>;
}
interface Picked {
  raise: Raise;
  /** Already noted by the click; words may follow. */
  saved: string | null;
}
const labelOf = (t: Translate, raise: Raise): string => t(`raise.${raise.id}` as MessageKey);

/** What no system sends: a click notes it, and words may follow; what needs a name or a day asks for it first. */
export function NoticedPanel({ t, contact, say, onReplace }: NoticedPanelProps) {
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState<Picked | null>(null);
  const [problem, setProblem] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const busy = useRef(false);
  useLayoutEffect(() => search.current?.focus(), [picked === null]);

  const wanted = foldText(query);
  const fits = (raise: Raise) => wanted === '' || foldText(labelOf(t, raise)).includes(wanted);
  const groups = RAISE_GROUPS.map((group) => ({ group, raises: RAISES.filter((raise) => raise.group === group && fits(raise)) })).filter(
    ({ raises }) => raises.length > 0,
  );
  const write = async (raise: Raise, said: RaiseSaid) => {
    if (busy.current) return null;
    busy.current = true;
    const answer = await say({ do: 'raise', raise: raise.id, contact, said });
    busy.current = false;
    setProblem(answer.ok ? '' : answer.problem);
    return answer.ok ? answer.id : null;
  };
  const pick = async (raise: Raise) => {
    setQuery('');
    if (raise.needs.length > 0) return setPicked({ raise, saved: null });
    const saved = await write(raise, NOTHING_SAID);
    if (saved !== null && raise.offers.length > 0) setPicked({ raise, saved });
  };
  const complete = async ({ raise, saved }: Picked, said: RaiseSaid) => {
    if ((await write(raise, said)) === null) return;
    if (saved !== null) await onReplace(saved);
    setPicked(null);
  };
  const step = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const forward = directionOf(t.locale) === 'ltr' ? 'ArrowRight' : 'ArrowLeft';
    const back = directionOf(t.locale) === 'ltr' ? 'ArrowLeft' : 'ArrowRight';
    const by = event.key === forward || event.key === 'ArrowDown' ? 1 : event.key === back || event.key === 'ArrowUp' ? -1 : 0;
    const chips = [...(event.currentTarget.closest('.noticed')?.querySelectorAll<HTMLElement>('.chip') ?? [])];
    const next = chips[chips.indexOf(event.currentTarget) + by];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  const words = problem && (
    <p class="problem" role="alert">
      {problem}
    </p>
  );
  if (picked !== null)
    return (
      <>
        <NoticedDetail
          t={t}
          raise={picked.raise}
          label={labelOf(t, picked.raise)}
          saved={picked.saved !== null}
          onSave={(said) => complete(picked, said)}
          onClose={() => setPicked(null)}
        />
        {words}
      </>
    );
  return (
    <div class="noticed">
      <input
        ref={search}
        type="search"
        value={query}
        dir={query === '' ? undefined : 'auto'}
        placeholder={t('raise.search')}
        aria-label={t('raise.search')}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = groups[0]?.raises[0];
          if (event.key === 'Enter' && wanted !== '' && first) void pick(first);
          else if (event.key === 'ArrowDown') event.currentTarget.parentElement?.querySelector<HTMLElement>('.chip')?.focus();
          else if (event.key === 'Escape' && query !== '') setQuery('');
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {words}
      {groups.map(({ group, raises }) => (
        <fieldset key={group} class="chips">
          <legend class="sub">{t(`raise.group.${group}`)}</legend>
          {raises.map((raise) => (
            <button type="button" key={raise.id} class="chip" data-raise={raise.id} onKeyDown={step} onClick={() => void pick(raise)}>
              {labelOf(t, raise)}
              {raise.needs.length > 0 && <span aria-hidden="true">…</span>}
            </button>
          ))}
        </fieldset>
      ))}
      {groups.length === 0 && <p class="sub">{t('raise.none')}</p>}
    </div>
  );
}
