import { browser } from 'wxt/browser';
import type { Translate } from '../../shared/i18n/t';
import type { PageAttributes } from '../own-page/page-language';

/** Before pairing, and after access was taken away: what is so, and the next step. */
export function NotPaired({ t, page, revoked }: { t: Translate; page: PageAttributes; revoked: boolean }) {
  return (
    <main {...page} class={`${page.class} not-paired`}>
      <h1>{t(revoked ? 'state.revoked.title' : 'state.not-paired.title')}</h1>
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
