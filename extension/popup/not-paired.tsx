import { browser } from 'wxt/browser';
import type { Translate } from '../../shared/i18n/t';

/** Before pairing, and after access was taken away: what is so, and the next step. */
export function NotPaired({ t, revoked }: { t: Translate; revoked: boolean }) {
  return (
    <main class="popup vafa not-paired">
      <h2>{t(revoked ? 'state.revoked.title' : 'state.not-paired.title')}</h2>
      <p>{t(revoked ? 'state.revoked.text' : 'state.not-paired.text')}</p>
      <button
        type="button"
        class="btn pri"
        onClick={async () => {
          await browser.runtime.openOptionsPage();
          close();
        }}
      >
        {t('popup.connect')}
      </button>
    </main>
  );
}
