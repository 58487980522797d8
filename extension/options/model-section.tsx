import { browser } from 'wxt/browser';
import type { Translate } from '../../shared/i18n/t';
import type { OptionsState } from './app';

/** The way to the model page, for those who may change the model. */
export function ModelSection({ t, state }: { t: Translate; state: OptionsState }) {
  const { paired, role } = state.connection;
  if (!paired || (role !== 'admin' && role !== 'manager')) return null;
  return (
    <section>
      <h2>{t('options.model')}</h2>
      <p class="sub">{t('options.model.text')}</p>
      <div>
        <button
          type="button"
          class="btn sec-b"
          onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('/model.html' as '/popup.html') })}
        >
          {t('options.model.open')}
        </button>
      </div>
    </section>
  );
}
