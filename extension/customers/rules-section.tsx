/** The rules by which things come due: each device looks at them by itself, so their last run and count are this device's. */
import { age } from '../../shared/i18n/ages';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { FactTable } from './fact-table';
import { Section, Shown } from './shown';
import { useAsk } from './use-ask';

export function RulesSection({ t }: { t: Translate }) {
  const asked = useAsk('work.rules', {}, 'rules');
  const number = (n: number) => formatNumber(n, t.locale);
  return (
    <Section title={t('rules.title')} help={t('rules.help')}>
      <Shown t={t} asked={asked}>
        {({ rules, lookedAt, now, customers }) => (
          <>
            <FactTable
              caption={t('rules.title')}
              columns={[
                { label: t('jobs.rule') },
                { label: t('jobs.last') },
                { label: t('rules.due'), number: true },
                { label: t('report.customers'), number: true },
              ]}
              rows={rules.map((rule) => ({
                key: rule.id,
                cells: [
                  t(`rule.${rule.id}`),
                  lookedAt === null ? t('jobs.never') : age(t, lookedAt, now),
                  number(rule.due),
                  number(rule.customers),
                ],
              }))}
            />
            <p class="sub">{t('rules.of', { n: customers })}</p>
          </>
        )}
      </Shown>
    </Section>
  );
}
