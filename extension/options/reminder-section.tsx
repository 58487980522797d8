import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { Translate } from '../../shared/i18n/t';
import type { Settings } from '../protocol';

const BUNDLE = [1, 2, 3, 5, 10];
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
  const [problem, setProblem] = useState('');
  const test = async () => {
    const icon = browser.runtime.getURL('/icon/128.png' as never);
    try {
      const shown = { type: 'basic', iconUrl: icon, title: t('app.name'), message: t('options.test.text') } as const;
      await browser.notifications.create(`test::${Date.now()}`, shown);
      setProblem('');
    } catch {
      setProblem(t('options.test.no'));
    }
  };
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
                required
                onChange={(event) => event.currentTarget.value && void save({ quietHours: { ...quiet, [end]: event.currentTarget.value } })}
              />
            </label>
          ))}
        <label>
          <span class="sub">{t('options.bundle')}</span>
          <select value={String(settings.digestAfter)} onChange={(event) => void save({ digestAfter: Number(event.currentTarget.value) })}>
            {[...new Set([...BUNDLE, settings.digestAfter])]
              .sort((a, b) => a - b)
              .map((n) => (
                <option key={n} value={String(n)}>
                  {t('options.digest', { n: n + 1 })}
                </option>
              ))}
          </select>
        </label>
      </div>
      {quiet && <p class="sub">{t('options.quiet.help')}</p>}
      <div>
        <button type="button" class="btn sec-b" onClick={() => void test()}>
          {t('options.test')}
        </button>
      </div>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
