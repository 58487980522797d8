import { useEffect } from 'preact/hooks';
import { translator } from '../../shared/i18n/t';
import { ask } from '../own-page/ask';
import { applyLanguage } from '../own-page/page-language';
import { useKeepFresh } from '../own-page/use-keep-fresh';
import type { Asks, Settings } from '../protocol';
import { ConnectionSection } from './connection-section';
import { LanguageSection } from './language-section';
import { PrivacySection } from './privacy-section';
import { ReminderSection } from './reminder-section';
import { SitesSection } from './sites-section';

export type OptionsState = Asks['options.state']['out'];

export function OptionsApp() {
  const [state, refresh] = useKeepFresh<OptionsState>(async () => {
    const answer = await ask('options.state');
    return answer.ok ? answer.value : null;
  }, 4000);
  useEffect(() => {
    if (state) applyLanguage(document, state.settings.locale, state.settings.theme);
  }, [state?.settings]);
  if (!state) return null;
  const t = translator(state.settings.locale);
  document.title = t('options.title');
  const save = async (change: Partial<Settings>) => {
    await ask('settings.save', { settings: { ...state.settings, ...change } });
    await refresh();
  };
  return (
    <main class="options vafa">
      <header>
        <h1>{t('options.title')}</h1>
        <span class="sub">{state.version}</span>
      </header>
      <ConnectionSection t={t} state={state} refresh={refresh} />
      <SitesSection t={t} state={state} refresh={refresh} save={save} />
      <LanguageSection t={t} settings={state.settings} save={save} />
      <ReminderSection t={t} settings={state.settings} save={save} />
      <PrivacySection t={t} state={state} refresh={refresh} />
    </main>
  );
}
