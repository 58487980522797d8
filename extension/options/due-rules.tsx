/** How a person hears of what rules find due, rule by rule: at once, in the digest, or not at all; in the lists it stands anyway. */
import { choiceOf, DUE_RULES } from '../../shared/cadence/due-rules';
import type { Translate } from '../../shared/i18n/t';
import type { AlertHow, AlertSettings } from '../alert-settings';

const HOW = ['once', 'digest', 'off'] as const;

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
            <label>
              <span>{t(`rule.${rule}`)}</span>
              <select
                value={rules[choiceOf(rule)] ?? ''}
                onChange={(event) => onChange(choiceOf(rule), HOW.find((each) => each === event.currentTarget.value) ?? null)}
              >
                <option value="">{t('alerts.how.usual')}</option>
                {HOW.map((each) => (
                  <option key={each} value={each}>
                    {t(`alerts.how.${each}`)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        ))}
      </fieldset>
    </details>
  );
}
