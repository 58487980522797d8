import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { BandShape } from '../card/shapes';
import { ask } from '../own-page/ask';
import type { FoundCustomer } from '../protocol';

/** The Worker is asked when nobody typed for so long (ms). */
const BEYOND_AFTER = 250;

/** Finds a customer by name, domain or address; arrows and Enter choose, `/` comes here from anywhere in the popup. */
export function SearchBox({ t, lookUp, onChoose }: { t: Translate; lookUp: string; onChoose: (customer: FoundCustomer) => void }) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<FoundCustomer[] | null>(null);
  /** There may be more than the book holds, and it could not be asked for. */
  const [missed, setMissed] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const wanted = useRef('');
  const later = useRef<ReturnType<typeof setTimeout>>(undefined);

  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const search = async (words: string) => {
    setText(words);
    wanted.current = words;
    clearTimeout(later.current);
    if (!words.trim()) return setFound(null);
    const answer = await ask('search', { text: words });
    // A slower answer to fewer letters must not replace a newer one.
    if (answer.ok && wanted.current === words) {
      setFound(answer.value);
      setMissed(false);
      setAt(0);
      later.current = setTimeout(() => void searchOn(words, answer.value), BEYOND_AFTER);
    }
  };
  const searchOn = async (words: string, known: readonly FoundCustomer[]) => {
    const beyond = await ask('search.beyond', { text: words });
    if (!beyond.ok || wanted.current !== words) return;
    const ids = new Set(known.map(({ id }) => id));
    setFound([...known, ...beyond.value.found.filter(({ id }) => !ids.has(id))]);
    setMissed(beyond.value.missed);
  };
  // A page that shows a name and no address: one key less to find whose it is.
  useEffect(() => {
    if (lookUp) void search(lookUp).then(() => input.current?.select());
  }, [lookUp]);
  const choose = (customer: FoundCustomer) => {
    onChoose(customer);
    void search('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = found?.[at];
    if (event.key === 'ArrowDown' && found === null) document.querySelector<HTMLElement>('.today .item')?.focus();
    else if (event.key === 'ArrowDown' && found) setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && chosen) choose(chosen);
    else if (event.key === 'Escape' && text) void search('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="search">
      <label class="field">
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.4" />
          <path d="M9.2 9.2 12.6 12.6" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" />
        </svg>
        <input
          ref={input}
          type="search"
          // biome-ignore lint/a11y/noRedundantRoles: without a datalist a search field is no combobox by itself
          role="combobox"
          list={undefined}
          dir={text === '' ? undefined : 'auto'}
          value={text}
          placeholder={t('popup.search')}
          aria-label={t('popup.search')}
          aria-autocomplete="list"
          aria-expanded={found !== null}
          aria-controls="found"
          aria-activedescendant={found?.[at] ? `found-${at}` : undefined}
          aria-keyshortcuts="/"
          title={t('popup.search.hint')}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => void search(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <span class="kbd" aria-hidden="true">
          /
        </span>
      </label>
      <p class="hidden" role="status">
        {found === null ? '' : t('popup.search.results', { n: found.length })}
      </p>
      {found !== null && found.length > 0 && (
        <div id="found" class="found" role="listbox" aria-label={t('popup.search')}>
          {found.map((customer, nth) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
            <div
              key={customer.id}
              id={`found-${nth}`}
              role="option"
              tabIndex={-1}
              aria-selected={nth === at}
              class={nth === at ? 'is-at' : ''}
              ref={(row) => void (nth === at && row?.scrollIntoView?.({ block: 'nearest' }))}
              // The field keeps the focus while the mouse chooses.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(customer)}
            >
              <BandShape band={customer.band} size={12} />
              <bdi class="cut">{customer.name}</bdi>
              <bdi class="sub cut">{customer.owner}</bdi>
              <span class="score">{customer.scoreShown}</span>
            </div>
          ))}
        </div>
      )}
      {found?.length === 0 && <p class="sub none">{t('popup.search.none', { text })}</p>}
      {found !== null && missed && <p class="sub none">{t('popup.search.book')}</p>}
    </div>
  );
}

/** Whether a letter would go into a text; an empty note does not keep `/` for itself. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement ? target.value !== '' : target instanceof HTMLInputElement && target.type !== 'radio';
}
