import type { Translate } from '../../shared/i18n/t';
import { openUnowned } from '../own-page/open-customers';
import type { PopupState } from '../protocol';

/** That some customers are nobody's, with the way to the list of them, where they are handed over. */
export function UnownedLine({ t, unowned }: { t: Translate; unowned: PopupState['unowned'] }) {
  if (unowned === null) return null;
  const n = unowned.customers;
  return (
    <p class="sub unowned">
      {t(unowned.atLeast ? 'today.unowned.least' : 'today.unowned', { n })}{' '}
      <button type="button" class="btn txt" onClick={() => void openUnowned()}>
        {t('today.unowned.see')}
      </button>
    </p>
  );
}
