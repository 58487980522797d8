/** How often the members of each tier hear from us, channel by channel: the plan that Today and a customer's page go by. */
import { tierTitle } from '../../shared/loyalty/club-words';
import { Section } from '../customers/shown';
import { type FormProps, NumberCell } from './fields';
import { partWord } from './rows';

const COLUMNS = ['cadenceDays', 'mailDays', 'visitDays', 'eventDays', 'reviewMonths'];

export function PlanSection(form: FormProps) {
  const { t, rules } = form;
  return (
    <Section title={t('club.plan')} help={t('club.plan.help')}>
      <div class="scroll">
        <table class="rows">
          <caption class="hidden">{t('club.plan')}</caption>
          <thead>
            <tr>
              <th scope="col" class="sub">
                {t('list.tier')}
              </th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col" class="sub">
                  {partWord(t, name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.document.tiers.map((tier, i) => (
              <tr key={i}>
                <th scope="row">{tierTitle(t, tier.id)}</th>
                {COLUMNS.map((name) => (
                  <td key={name} class="number">
                    <NumberCell
                      {...form}
                      path={['tiers', i, name]}
                      label={`${tierTitle(t, tier.id)}: ${partWord(t, name)}`}
                      spoken
                      empty="absent"
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
