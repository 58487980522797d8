/** What a new and a kept customer cost us, beside the cited five to seven; and the form that writes a period's spending. */
import { useState } from 'preact/hooks';
import { CITED_COST, costRatio } from '../../shared/churn/costs';
import { type Cost, spanKey } from '../../shared/churn/measures';
import type { ChurnCounts } from '../../shared/churn/rates';
import { DAY } from '../../shared/event';
import { formatDate } from '../../shared/i18n/dates';
import { currencyCode, labelInUnit, readAmount } from '../../shared/i18n/money-field';
import { formatNumber } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { FoldedForm, TextField } from '../work/field';
import { FactTable } from './fact-table';

interface TableProps {
  t: Translate;
  costs: readonly Cost[];
  counts: ReadonlyMap<string, ChurnCounts>;
  /** Null for who may not. */
  onRemove: ((cost: Cost) => void) | null;
}
export function CostTable({ t, costs, counts, onRemove }: TableProps) {
  const date = (at: number) => formatDate(at, t.locale, 'short', Date.now());
  const cited = t('cost.cited', { a: CITED_COST.least, b: CITED_COST.most });
  return (
    <>
      {costs.length === 0 ? (
        <p>{t('cost.none')}</p>
      ) : (
        <FactTable
          caption={t('cost.title')}
          columns={[
            { label: t('cost.period') },
            { label: t('cost.new'), number: true },
            { label: t('cost.kept'), number: true },
            { label: t('cost.ratio'), number: true },
            { label: t('cost.cited.label'), number: true },
            ...(onRemove ? [{ label: t('segment.change') }] : []),
          ]}
          rows={costs.map((cost) => {
            const counted = counts.get(spanKey(cost));
            const known = counted === undefined ? null : costRatio(cost, counted);
            const each = (amount: number | null | undefined, n: number | undefined) =>
              amount == null || n === undefined
                ? '–'
                : t('cost.each', {
                    money: { money: { amount: Math.round(amount), currency: cost.currency } },
                    n: { text: t('unit.customer', { n }) },
                  });
            return {
              key: cost.id,
              cells: [
                t('cost.from-to', { from: { text: date(cost.from) }, to: { text: date(cost.to - DAY) } }),
                each(known?.perNew, known?.acquired),
                each(known?.perKept, known?.kept),
                <b data-part="ratio">{known?.ratio == null ? '–' : formatNumber(Math.round(known.ratio * 10) / 10, t.locale)}</b>,
                cited,
                ...(onRemove
                  ? [
                      <button key="remove" type="button" class="btn txt" onClick={() => onRemove(cost)}>
                        {t('segment.delete')}
                      </button>,
                    ]
                  : []),
              ],
            };
          })}
        />
      )}
      <p class="sub">{t('cost.source', { cited: { text: cited }, source: { name: CITED_COST.source } })}</p>
    </>
  );
}

export function CostForm({ t, onSave }: { t: Translate; onSave: (one: Cost) => Promise<boolean> }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [currency, setCurrency] = useState('');
  const [acquisition, setAcquisition] = useState('');
  const [retention, setRetention] = useState('');
  const [missing, setMissing] = useState('');
  const code = currencyCode(currency);
  const save = async () => {
    const [start, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`) + DAY];
    const [won, kept] = [acquisition, retention].map((typed) => (code === null ? null : readAmount(typed, code, t.locale)));
    if (!(start < end) || code === null || won == null || kept == null) return setMissing(t('cost.missing'));
    setMissing('');
    const one = { id: crypto.randomUUID(), from: start, to: end, currency: code, acquisition: won, retention: kept };
    if (await onSave(one)) {
      setAcquisition('');
      setRetention('');
    }
  };
  return (
    <FoldedForm title={t('cost.add')} save={t('segment.save')} problem={missing} onSave={() => void save()}>
      {(
        [
          ['from', from, setFrom],
          ['to', to, setTo],
        ] as const
      ).map(([name, value, set]) => (
        <label key={name} class="field">
          <span class="sub">{t(`cost.${name}`)}</span>
          <input type="date" name={name} value={value} onInput={(event) => set(event.currentTarget.value)} />
        </label>
      ))}
      <TextField label={t('segment.currency')} value={currency} most={3} onInput={setCurrency} />
      <TextField label={labelInUnit(t('cost.acquisition'), code, t.locale)} value={acquisition} most={20} onInput={setAcquisition} />
      <TextField label={labelInUnit(t('cost.retention'), code, t.locale)} value={retention} most={20} onInput={setRetention} />
    </FoldedForm>
  );
}
