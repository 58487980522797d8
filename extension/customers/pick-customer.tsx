/** Finding another customer by what one types of it. */
import { useState } from 'preact/hooks';
import type { Translate } from '../../shared/i18n/t';
import { useAsk } from './use-ask';

interface Props {
  t: Translate;
  label: string;
  /** Not offered: the customer itself. */
  not: string;
  value: string;
  onPick: (id: string, name: string) => void;
}
export function PickCustomer({ t, label, not, value, onPick }: Props) {
  const [text, setText] = useState('');
  const query = { sort: 'name', band: '', segment: '', owner: null, text, cursor: '' } as const;
  const found = useAsk('report.customers', query, text);
  const customers = text.trim() === '' ? [] : (found.value?.customers ?? []).filter(({ id }) => id !== not).slice(0, 8);
  return (
    <>
      <label class="wide">
        <span class="sub">{label}</span>
        <input type="search" dir="auto" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <ul class="chips" aria-label={label}>
        {customers.map(({ id, name }) => (
          <li key={id}>
            <button type="button" class="btn txt" aria-pressed={id === value} onClick={() => onPick(id, name || id)}>
              <bdi>{name || id}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {text.trim() !== '' && found.value !== null && customers.length === 0 && <p class="sub">{t('list.none')}</p>}
    </>
  );
}
