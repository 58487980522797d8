import type { Translate } from '../../shared/i18n/t';

/** What leaves the browser, in plain words. */
export function PrivacySection({ t }: { t: Translate }) {
  return (
    <section>
      <h2>{t('privacy.title')}</h2>
      <ul class="plain">
        <li>{t('privacy.notes')}</li>
        <li>{t('privacy.mail')}</li>
        <li>{t('privacy.strangers')}</li>
        <li>{t('privacy.text')}</li>
        <li>{t('privacy.copy')}</li>
      </ul>
    </section>
  );
}
