import type { Translate } from '../../shared/i18n/t';
import type { Settings } from '../protocol';

const QUIET = { from: '18:00', to: '08:30' };

export function ReminderSection({
  t,
  settings,
  save,
}: {
  t: Translate;
  settings: Settings;
  save: (change: Partial<Settings>) => Promise<void>;
}) {
  const quiet = settings.quietHours;
  return (
    <section>
      <h2>{t('options.reminders')}</h2>
      <div class="fields">
        <label class="switch">
          <input
            type="checkbox"
            checked={settings.notifications}
            onChange={(event) => void save({ notifications: event.currentTarget.checked })}
          />
          <span>{t('options.notifications')}</span>
        </label>
        <label class="switch">
          <input
            type="checkbox"
            checked={quiet !== null}
            onChange={(event) => void save({ quietHours: event.currentTarget.checked ? QUIET : null })}
          />
          <span>{t('options.quiet')}</span>
        </label>
        {quiet &&
          (['from', 'to'] as const).map((end) => (
            <label key={end}>
              <span class="sub">{t(`options.quiet.${end}`)}</span>
              <input
                type="time"
                value={quiet[end]}
                onChange={(event) => void save({ quietHours: { ...quiet, [end]: event.currentTarget.value } })}
              />
            </label>
          ))}
      </div>
    </section>
  );
}
