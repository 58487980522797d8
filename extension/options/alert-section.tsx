/** Which warnings a person hears of, whose and how; beside each rule how often it was right here, so that what cries wolf can be muted. */
import { useState } from 'preact/hooks';
import { criesWolf, ENOUGH } from '../../shared/churn/cries-wolf';
import type { SignalReport } from '../../shared/churn/report';
import type { Translate } from '../../shared/i18n/t';
import { restDaysOf, weekdayName, weekOf } from '../../shared/i18n/week';
import { capitalised, signalWords } from '../../shared/present/signal-words';
import { SIGNALS } from '../../shared/signals/registry';
import type { Signal } from '../../shared/signals/signal';
import type { AlertHow, AlertSettings } from '../alert-settings';
import { ask } from '../own-page/ask';
import type { Settings } from '../protocol';
import { DueRules } from './due-rules';
import { HowSelect } from './how-select';

const WHOSE = ['own', 'covered', 'all'] as const;
const GROUPS = [
  { key: 'us', holds: ({ fault, severity }: Signal) => fault === 'us' && severity !== 'good' },
  { key: 'them', holds: ({ fault, severity }: Signal) => fault === 'them' && severity !== 'good' },
  { key: 'good', holds: ({ severity }: Signal) => severity === 'good' },
] as const;

interface AlertSectionProps {
  t: Translate;
  settings: Settings;
  paired: boolean;
  save: (change: Partial<Settings>) => Promise<void>;
}

export function AlertSection({ t, settings, paired, save }: AlertSectionProps) {
  const { alerts } = settings;
  const [rates, setRates] = useState<Map<string, SignalReport> | null>(null);
  const change = (part: Partial<AlertSettings>) => save({ alerts: { ...alerts, ...part } });
  const readRates = async () => {
    if (!paired || rates !== null) return;
    const answer = await ask('backtest.read');
    setRates(new Map((answer.ok ? (answer.value.report?.signals ?? []) : []).map((one) => [one.id, one])));
  };
  const rest = alerts.restDays ?? restDaysOf(settings.locale);
  return (
    <section class="alerts">
      <h2>{t('alerts.title')}</h2>
      <p class="sub">{t('alerts.help')}</p>
      <div class="fields">
        <label>
          <span class="sub">{t('alerts.whose')}</span>
          <select value={alerts.whose} onChange={(event) => void change({ whose: event.currentTarget.value as AlertSettings['whose'] })}>
            {WHOSE.map((whose) => (
              <option key={whose} value={whose}>
                {t(`alerts.whose.${whose}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="sub">{t('alerts.digest-at')}</span>
          <input
            type="time"
            value={alerts.digestAt}
            required
            onChange={(event) => event.currentTarget.value && void change({ digestAt: event.currentTarget.value })}
          />
        </label>
      </div>
      <fieldset class="days">
        <legend class="sub">{t('alerts.rest')}</legend>
        {weekOf(settings.locale).map((day) => (
          <label key={day} class="switch">
            <input
              type="checkbox"
              checked={rest.includes(day)}
              // Somebody is to hear of something on some day.
              disabled={!rest.includes(day) && rest.length === 6}
              onChange={(event) =>
                void change({ restDays: event.currentTarget.checked ? [...rest, day] : rest.filter((one) => one !== day) })
              }
            />
            <span>{weekdayName(day, settings.locale)}</span>
          </label>
        ))}
        {alerts.restDays !== null && (
          <button type="button" class="btn txt" onClick={() => void change({ restDays: null })}>
            {t('alerts.rest.usual')}
          </button>
        )}
      </fieldset>
      <details onToggle={() => void readRates()}>
        <summary>{t('alerts.rules')}</summary>
        <p class="sub">{t('alerts.rules.help', { n: ENOUGH })}</p>
        {GROUPS.map(({ key, holds }) => (
          <fieldset key={key} class="rules">
            <legend>{t(`alerts.group.${key}`)}</legend>
            {SIGNALS.filter(holds).map((signal) => (
              <Rule
                key={signal.id}
                t={t}
                name={capitalised(signalWords(t, signal, 'short', {}))}
                how={alerts.rules[signal.id] ?? null}
                rate={rates?.get(signal.id) ?? null}
                onChange={(how) => void change({ rules: withRule(alerts.rules, signal.id, how) })}
              />
            ))}
          </fieldset>
        ))}
      </details>
      <DueRules t={t} rules={alerts.rules} onChange={(id, how) => void change({ rules: withRule(alerts.rules, id, how) })} />
    </section>
  );
}

interface RuleProps {
  t: Translate;
  name: string;
  /** null: as its severity has it. */
  how: AlertHow | null;
  rate: SignalReport | null;
  onChange: (how: AlertHow | null) => void;
}

function Rule({ t, name, how, rate, onChange }: RuleProps) {
  const wolf = rate !== null && criesWolf(rate) && how !== 'off';
  const hundred = (share: number) => Math.round(share * 100);
  return (
    <div class="rule">
      <HowSelect t={t} name={name} how={how} onChange={onChange} />
      <span class="sub">
        {rate === null || rate.fired === 0
          ? t('alerts.rate.none')
          : t('alerts.rate', { a: hundred(rate.share), b: hundred(rate.base), n: rate.customers })}
      </span>
      {wolf && (
        <span class="wolf">
          {t('alerts.wolf')}{' '}
          <button type="button" class="btn txt" aria-label={`${t('alerts.mute')}: ${name}`} onClick={() => onChange('off')}>
            {t('alerts.mute')}
          </button>
        </span>
      )}
    </div>
  );
}

function withRule(rules: AlertSettings['rules'], id: string, how: AlertHow | null): AlertSettings['rules'] {
  const { [id]: _, ...others } = rules;
  return how === null ? others : { ...others, [id]: how };
}
