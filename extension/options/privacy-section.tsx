import type { Translate } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import type { OptionsState } from './app';

/** What leaves the browser, in plain words, and the way to take the demo out. */
export function PrivacySection({ t, state, refresh }: { t: Translate; state: OptionsState; refresh: () => Promise<void> }) {
  return (
    <section>
      <h2>{t('privacy.title')}</h2>
      <ul class="plain">
        <li>{t('privacy.notes')}</li>
        <li>{t('privacy.mail')}</li>
        <li>{t('privacy.strangers')}</li>
        <li>{t('privacy.text')}</li>
      </ul>
      {state.mode === 'demo' && state.connection.paired && (
        <button
          type="button"
          class="btn sec-b"
          onClick={async () => {
            await ask('demo.remove');
            await refresh();
          }}
        >
          {t('options.demo.remove')}
        </button>
      )}
    </section>
  );
}
