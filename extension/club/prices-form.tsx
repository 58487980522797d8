/** What is offered by tables fixed beforehand: prices by years and purchases, packages by use. */
import { Section } from '../customers/shown';
import type { FormProps } from './fields';
import { partWord, Rows } from './rows';

export function PricesSection(form: FormProps) {
  const { t, rules, readOnly } = form;
  return (
    <Section title={partWord(t, 'priceGroups')} help={t('club.prices.help')}>
      <label class="switch">
        <input
          type="checkbox"
          checked={rules.document.priceGroups.on}
          disabled={readOnly}
          onChange={(event) => rules.write(['priceGroups', 'on'], event.currentTarget.checked)}
        />
        {partWord(t, 'on')}
      </label>
      <Rows
        {...form}
        path={['priceGroups', 'groups']}
        columns={[
          { path: ['name'], as: 'text' },
          { path: ['years'], as: 'number' },
          { path: ['purchases'], as: 'number' },
          { path: ['percent'], as: 'number' },
        ]}
        blank={(id) => ({ id, name: partWord(t, 'groups'), years: 1, purchases: 0, percent: 5 })}
      />
    </Section>
  );
}

export function PackagesSection(form: FormProps) {
  const { t } = form;
  return (
    <Section title={partWord(t, 'packages')} help={t('club.packages.help')}>
      <Rows
        {...form}
        path={['packages']}
        columns={[
          { path: ['name'], as: 'text' },
          { path: ['activeDays'], as: 'number' },
          { path: ['months'], as: 'number' },
          { path: ['percent'], as: 'number' },
        ]}
        blank={(id) => ({ id, name: partWord(t, 'packages'), activeDays: 0, months: 12, percent: 0 })}
      />
    </Section>
  );
}
