import type { Translate } from '../../shared/i18n/t';

export interface Stranger {
  address: string;
  name: string;
}
/** What is said of somebody who becomes a person of the customer with the note; null while nobody asked for it. */
export type Added = { name: string; role: string } | null;

interface StrangerRowProps {
  t: Translate;
  stranger: Stranger;
  customer: string;
  added: Added;
  onChange: (added: Added) => void;
}
/** Whoever wrote the open message is not known here: one tick adds them with the note. Without it their address stays in the browser. */
export function StrangerRow({ t, stranger, customer, added, onChange }: StrangerRowProps) {
  return (
    <div class="stranger">
      <label class="check">
        <input
          type="checkbox"
          checked={added !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? { name: stranger.name, role: '' } : null)}
        />
        <span>{t('stranger.add', { address: { id: stranger.address }, customer: { name: customer } })}</span>
      </label>
      {added && (
        <div class="pair">
          <input
            type="text"
            dir="auto"
            maxLength={200}
            value={added.name}
            placeholder={t('people.name')}
            aria-label={t('people.name')}
            autocomplete="off"
            onInput={(event) => onChange({ ...added, name: event.currentTarget.value })}
          />
          <input
            type="text"
            dir="auto"
            maxLength={120}
            value={added.role}
            placeholder={t('people.role')}
            aria-label={t('people.role')}
            autocomplete="off"
            onInput={(event) => onChange({ ...added, role: event.currentTarget.value })}
          />
        </div>
      )}
    </div>
  );
}
