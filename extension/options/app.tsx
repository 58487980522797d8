import { useEffect, useState } from 'preact/hooks';
import { translator } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { openCustomers } from '../own-page/open-customers';
import { applyLanguage, directionOf, themeOf } from '../own-page/page-language';
import { useKeepFresh } from '../own-page/use-keep-fresh';
import type { Asks, Settings } from '../protocol';
import { AlertSection } from './alert-section';
import { ConnectionSection } from './connection-section';
import { DemoSection } from './demo-section';
import { LanguageSection } from './language-section';
import { ModelSection } from './model-section';
import { PrivacySection } from './privacy-section';
import { ReminderSection } from './reminder-section';
import { SitesSection } from './sites-section';
import { TemplatesSection } from './templates-section';

export type OptionsState = Asks['options.state']['out'];

export function OptionsApp() {
  const [state, refresh] = useKeepFresh<OptionsState>(async () => {
    const answer = await ask('options.state');
    return answer.ok ? answer.value : null;
  }, 4000);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!state) return;
    applyLanguage(document, state.settings.locale, state.settings.theme);
    document.title = translator(state.settings.locale)('options.title');
  }, [state?.settings]);
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), 3000);
    return () => clearTimeout(timer);
  }, [said]);
  if (!state) return null;
  const { settings } = state;
  const t = translator(settings.locale);
  const save = async (change: Partial<Settings>) => {
    const answer = await ask('settings.save', { settings: { ...settings, ...change } });
    setSaid(answer.ok ? translator(answer.value.locale)('options.saved') : answer.text || t('problem.unknown'));
    await refresh();
  };
  return (
    <main class="options vafa" dir={directionOf(settings.locale)} data-vafa-theme={themeOf(settings.theme)}>
      <header>
        <h1>{t('options.title')}</h1>
        <span class="sub">{t('options.version', { version: { id: state.version } })}</span>
        <span class="grow" />
        {state.connection.paired && (
          <button type="button" class="btn txt" onClick={() => void openCustomers()}>
            {t('popup.customers')}
          </button>
        )}
      </header>
      <ConnectionSection t={t} state={state} refresh={refresh} />
      <SitesSection t={t} state={state} refresh={refresh} save={save} />
      <LanguageSection t={t} settings={settings} save={save} />
      <ReminderSection t={t} settings={settings} save={save} />
      <AlertSection t={t} settings={settings} paired={state.connection.paired} save={save} />
      {state.connection.paired && <TemplatesSection t={t} />}
      <ModelSection t={t} state={state} />
      <PrivacySection t={t} />
      <DemoSection t={t} state={state} refresh={refresh} />
      <p class={said === '' ? 'toast hidden' : 'toast'} role="status">
        {said}
      </p>
    </main>
  );
}
