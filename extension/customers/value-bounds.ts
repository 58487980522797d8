/** The bounds of a yearly value as somebody types them into a form, and what they stand for. */
import { currencyCode, readAmount, writeAmount } from '../../shared/i18n/money-field';
import type { Translate } from '../../shared/i18n/t';
import type { SegmentFilter } from '../../shared/segments';

export interface TypedBounds {
  currency: string;
  from: string;
  to: string;
}
type Bounds = SegmentFilter['value'];

export function typeBounds(value: Bounds, { locale }: Translate): TypedBounds {
  const written = (amount: number | undefined) =>
    value === undefined || amount === undefined ? '' : writeAmount({ amount, currency: value.currency }, locale);
  return { currency: value?.currency ?? '', from: written(value?.from), to: written(value?.to) };
}

/** What was typed, in minor units of its currency: the unit is that of the currency that stands there now. Else what is wrong, in words. */
export function readBounds(typed: TypedBounds, t: Translate): { value: Bounds } | { problem: string } {
  const currency = currencyCode(typed.currency);
  const written = (['from', 'to'] as const).map((bound) => [bound, typed[bound].trim()] as const).filter(([, text]) => text !== '');
  if (typed.currency.trim() === '' && written.length === 0) return { value: undefined };
  if (currency === null) return { problem: t('currency.wrong') };
  const value: NonNullable<Bounds> = { currency };
  for (const [bound, text] of written) {
    const amount = readAmount(text, currency, t.locale);
    if (amount === null) return { problem: t('amount.wrong', { text: { name: text }, example: 1200 }) };
    value[bound] = amount;
  }
  return (value.from ?? 0) > (value.to ?? Infinity) ? { problem: t('segment.bounds.crossed') } : { value };
}
