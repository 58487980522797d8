import { useEffect, useRef, useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { BandShape } from '../card/shapes';
import { ask } from '../own-page/ask';
import type { FoundCustomer } from '../protocol';

/** Finds a customer by name, domain or address; arrows and Enter choose, `/` comes here from anywhere in the popup. */
export function SearchBox({ t, onChoose }: { t: Translate; onChoose: (customer: FoundCustomer) => void }) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<FoundCustomer[]>([]);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const wanted = useRef('');

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key === '/' && !typing) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const search = async (words: string) => {
    setText(words);
    wanted.current = words;
    if (!words.trim()) return setFound([]);
    const answer = await ask('search', { text: words });
    // A slower answer to fewer letters must not replace a newer one.
    if (answer.ok && wanted.current === words) {
      setFound(answer.value);
      setAt(0);
    }
  };
  const choose = (customer: FoundCustomer) => {
    onChoose(customer);
    void search('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = found[at];
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && chosen) choose(chosen);
    else if (event.key === 'Escape' && text) void search('');
    else return;
    event.preventDefault();
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
          dir="auto"
          value={text}
          placeholder={t('popup.search')}
          aria-label={t('popup.search')}
          aria-controls="found"
          aria-activedescendant={found[at] ? `found-${at}` : undefined}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => void search(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      {text.trim() && (
        <ul id="found" class="found" role="listbox">
          {found.map((customer, nth) => (
            <li key={customer.id} id={`found-${nth}`} role="option" aria-selected={nth === at}>
              <button type="button" class={nth === at ? 'is-at' : ''} onClick={() => choose(customer)}>
                <BandShape band={customer.band} size={12} />
                <bdi class="cut">{customer.name}</bdi>
                <span class="sub">{customer.owner}</span>
                <span class="n">{customer.scoreShown}</span>
              </button>
            </li>
          ))}
          {found.length === 0 && <li class="sub none">{t('popup.search.none', { text })}</li>}
        </ul>
      )}
    </div>
  );
}
