/** How a person hears of what rules find due, rule by rule: at once, in the digest, or not at all; in the lists it stands anyway. */
import { choiceOf, DUE_RULES } from '../../shared/cadence/due-rules';
import type { Translate } from '../../shared/i18n/t';
import type { AlertHow, AlertSettings } from '../alert-settings';
import { HowSelect } from './how-select';

export function DueRules({
  t,
  rules,
  onChange,
}: {
  t: Translate;
  rules: AlertSettings['rules'];
  onChange: (id: string, how: AlertHow | null) => void;
}) {
  return (
    <details>
      <summary>{t('alerts.due')}</summary>
      <p class="sub">{t('alerts.due.help')}</p>
      <fieldset class="rules">
        <legend class="hidden">{t('alerts.due')}</legend>
        {DUE_RULES.map((rule) => (
          <div key={rule} class="rule">
            <HowSelect
              t={t}
              name={t(`rule.${rule}`)}
              how={rules[choiceOf(rule)] ?? null}
              onChange={(how) => onChange(choiceOf(rule), how)}
            />
          </div>
        ))}
      </fieldset>
    </details>
  );
}
