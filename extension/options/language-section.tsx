import { regionOf } from '../../shared/i18n/default-locale';
import { LANGUAGES, languageOf } from '../../shared/i18n/languages';
import type { Calendar, Locale, Weekday } from '../../shared/i18n/message';
import { type Translate, translator } from '../../shared/i18n/t';
import { firstDayOf, weekdayName } from '../../shared/i18n/week';
import type { Settings } from '../protocol';

const CALENDARS: Calendar[] = ['gregory', 'persian', 'islamic-umalqura'];
const DIGITS: Record<Locale['digits'], string> = { latn: '0123', arabext: '۰۱۲۳', arab: '٠١٢٣' };

export function LanguageSection({
  t,
  settings,
  save,
}: {
  t: Translate;
  settings: Settings;
  save: (change: Partial<Settings>) => Promise<void>;
}) {
  const { locale } = settings;
  const change = (part: Partial<Locale>) => void save({ locale: { ...locale, ...part } });
  return (
    <section>
      <h2>{t('options.language')}</h2>
      <div class="fields">
        <label>
          <span class="sub">{t('options.language.label')}</span>
          <select
            value={locale.language}
            onChange={(event) => {
              const { id: language, tag, usual } = languageOf(event.currentTarget.value);
              change({ language, tag, ...usual(regionOf(tag)), firstDay: firstDayOf({ language, tag }) });
            }}
          >
            {LANGUAGES.map(({ id, name }) => (
              <option key={id} value={id} lang={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="sub">{t('options.calendar')}</span>
          <select value={locale.calendar} onChange={(event) => change({ calendar: event.currentTarget.value as Calendar })}>
            {CALENDARS.map((calendar) => (
              <option key={calendar} value={calendar}>
                {t(`options.calendar.${calendar}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="sub">{t('options.digits')}</span>
          <select value={locale.digits} onChange={(event) => change({ digits: event.currentTarget.value as Locale['digits'] })}>
            {(Object.keys(DIGITS) as Locale['digits'][]).map((digits) => (
              <option key={digits} value={digits}>
                {DIGITS[digits]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="sub">{t('options.first-day')}</span>
          <select value={firstDayOf(locale)} onChange={(event) => change({ firstDay: Number(event.currentTarget.value) as Weekday })}>
            {([6, 0, 1] as const).map((day) => (
              <option key={day} value={day}>
                {weekdayName(day, locale)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="sub">{t('options.time-zone')}</span>
          <select dir="ltr" value={locale.timeZone} onChange={(event) => change({ timeZone: event.currentTarget.value })}>
            {timeZones(locale.timeZone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="sub">{t('options.theme')}</span>
          <select value={settings.theme} onChange={(event) => void save({ theme: event.currentTarget.value as Settings['theme'] })}>
            {(['host', 'light', 'dark'] as const).map((theme) => (
              <option key={theme} value={theme}>
                {t(`options.theme.${theme}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="switch">
          <input type="checkbox" checked={locale.toman} onChange={(event) => change({ toman: event.currentTarget.checked })} />
          <span>{t('options.toman')}</span>
        </label>
      </div>
      <p class="sub">{translator(locale)('options.example', { date: { date: Date.now() }, n: 1234 })}</p>
    </section>
  );
}

/** All zones the browser knows, and the chosen one where it goes by another name (Asia/Calcutta). */
function timeZones(chosen: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', chosen])].sort();
}
