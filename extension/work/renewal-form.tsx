/** Closes a renewal: they stay, for so long and at this price. A new price that nobody told them of in time is not renewed without a word why. */
import { useState } from 'preact/hooks';
import { afterMonths } from '../../shared/cadence/months';
import type { ContractFact } from '../../shared/facts/facts';
import { amountUnit, readAmount, writeAmount } from '../../shared/i18n/money-field';
import { priceUntold } from '../../shared/renewal/agreement';
import { ChoiceField, FoldedForm, TextField } from './field';
import type { Work } from './use-work';

const TERMS = ['6', '12', '24', '36'] as const;

export function RenewalForm({ work, contract }: { work: Work; contract: ContractFact }) {
  const { t, now } = work;
  const { value, end, id } = contract;
  const [months, setMonths] = useState<(typeof TERMS)[number] | ''>('');
  const [price, setPrice] = useState(value === null ? '' : writeAmount(value, t.locale));
  const [why, setWhy] = useState('');
  const [problem, setProblem] = useState('');
  const amount = value === null ? null : readAmount(price, value.currency, t.locale);
  const untold = priceUntold(contract, amount ?? value?.amount ?? 0, now);
  const renew = async () => {
    if (months === '') return setProblem(t('renewal.missing'));
    if (value !== null && amount === null) return setProblem(t('renewal.price.wrong'));
    if (untold && why.trim() === '') return setProblem(t('renewal.untold.missing'));
    const priced = value === null || amount === null ? {} : { value: { amount, currency: value.currency } };
    const kept = await work.say(t('renewal.renewed'), [
      { type: 'contract.ended', data: { contract: id, renewed: true } },
      { type: 'contract.set', data: { contract: id, start: end, end: afterMonths(end, Number(months)), ...priced } },
      ...(untold
        ? [{ type: 'note' as const, data: { kind: 'note' as const, text: t('renewal.untold.note', { why: { name: why.trim() } }) } }]
        : []),
    ]);
    if (kept) setProblem('');
  };
  return (
    <FoldedForm title={t('renewal.close')} save={t('renewal.renew')} problem={problem || work.problem} onSave={() => void renew()}>
      <ChoiceField
        label={t('renewal.term')}
        name={`months-${id}`}
        value={months}
        choices={TERMS.map((each) => ({ id: each, label: t('renewal.months', { n: Number(each) }) }))}
        onChoose={setMonths}
      />
      {value !== null && (
        <TextField
          label={t('renewal.price', { currency: { text: amountUnit(value.currency, t.locale) } })}
          value={price}
          most={20}
          onInput={setPrice}
        />
      )}
      {untold && (
        <div data-untold={id}>
          <p class="us" role="alert">
            {t('renewal.untold')}
          </p>
          <TextField label={t('renewal.untold.why')} value={why} most={300} onInput={setWhy} />
        </div>
      )}
    </FoldedForm>
  );
}
