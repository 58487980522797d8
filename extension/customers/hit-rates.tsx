/** Beside each rule how often it was right, with the interval that so few or so many deserve, and how early. */
import type { SignalReport } from '../../shared/churn/report';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { FactTable } from './fact-table';
import { Section } from './shown';
import { signalName } from './signal-name';

export function HitRates({ t, signals }: { t: Translate; signals: readonly SignalReport[] }) {
  const hundred = (share: number) => Math.round(share * 100);
  return (
    <Section title={t('proof.signals')}>
      <FactTable
        caption={t('proof.signals')}
        columns={[
          { label: t('report.signal') },
          { label: t('report.whose') },
          { label: t('proof.fired'), number: true },
          { label: t('proof.right') },
          { label: t('proof.base') },
          { label: t('proof.early') },
        ]}
        rows={signals.map(({ id, fault, fired, share, interval: [low, high], base, early }) => ({
          key: id,
          cells: [
            signalName(t, id),
            t(`whose.${fault}`),
            formatNumber(fired, t.locale),
            <>
              {t('proof.right.text', { a: hundred(share), b: hundred(low), c: hundred(high) })}
              {low <= base && base <= high && <span class="sub"> {t('proof.noisy')}</span>}
            </>,
            t('proof.base.text', { a: hundred(base) }),
            early === null ? '–' : t(early < 0 ? 'proof.late.text' : 'proof.early.text', { n: Math.abs(Math.round(early)) }),
          ],
        }))}
      />
    </Section>
  );
}
