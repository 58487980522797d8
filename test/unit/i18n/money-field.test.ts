import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../shared/i18n/message';
import { amountUnit, readAmount, writeAmount } from '../../../shared/i18n/money-field';

const EN: Locale = { language: 'en', tag: 'en-GB', calendar: 'gregory', digits: 'latn', timeZone: 'UTC', toman: false };
const FA: Locale = { language: 'fa', tag: 'fa-IR', calendar: 'persian', digits: 'arabext', timeZone: 'UTC', toman: true };
const AR: Locale = { language: 'ar', tag: 'ar-EG', calendar: 'gregory', digits: 'arab', timeZone: 'UTC', toman: false };

describe('an amount in a field', () => {
  it('stands in toman where rials are shown as toman, and is kept in rials', () => {
    const price = { amount: 42_000_000_000, currency: 'IRR' };
    expect([writeAmount(price, FA), amountUnit('IRR', FA)]).toEqual(['۴٬۲۰۰٬۰۰۰٬۰۰۰', 'تومان']);
    expect(readAmount('۴٬۵۰۰٬۰۰۰٬۰۰۰', 'IRR', FA)).toBe(45_000_000_000);
    expect(readAmount('4500000000', 'IRR', FA)).toBe(45_000_000_000);
    expect(amountUnit('IRR', { ...FA, toman: false })).toBe('ریال');
    expect(readAmount('4500000000', 'IRR', { ...FA, toman: false })).toBe(4_500_000_000);
  });

  it('is read with cents, grouping and spaces, and refused where it is no amount', () => {
    expect(['34,200', '34 200', '34200.50', '١٬٢٣٤٫٥'].map((text) => readAmount(text, 'EUR', AR))).toEqual([
      3_420_000, 3_420_000, 3_420_050, 123_450,
    ]);
    expect(['', 'much', '34,2', '-5', '1e9', '3.4.5'].map((text) => readAmount(text, 'EUR', EN))).toEqual(Array(6).fill(null));
  });

  it('is read as it was written, in every language', () => {
    fc.assert(
      fc.property(
        fc.nat(10 ** 12),
        fc.constantFrom('EUR', 'IRR', 'SAR', 'JPY', 'KWD'),
        fc.constantFrom(EN, FA, AR),
        (amount, currency, locale) => {
          expect(readAmount(writeAmount({ amount, currency }, locale), currency, locale)).toBe(amount);
        },
      ),
    );
  });
});
