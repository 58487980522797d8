import type { Translate } from '../../shared/i18n/t';
import type { AlertHow } from '../alert-settings';

const HOW = ['once', 'digest', 'off'] as const;

/** How one rule is heard of: as usual (null), at once, in the digest, or not at all. */
export function HowSelect(props: { t: Translate; name: string; how: AlertHow | null; onChange: (how: AlertHow | null) => void }) {
  const { t, name, how, onChange } = props;
  return (
    <label>
      <span>{name}</span>
      <select value={how ?? ''} onChange={(event) => onChange(HOW.find((each) => each === event.currentTarget.value) ?? null)}>
        <option value="">{t('alerts.how.usual')}</option>
        {HOW.map((each) => (
          <option key={each} value={each}>
            {t(`alerts.how.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
