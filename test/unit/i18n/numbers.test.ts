import { describe, expect, it } from 'vitest';
import { formatMoney, minorUnits } from '../../../shared/i18n/money';
import { formatNumber, formatPercent, formatSigned } from '../../../shared/i18n/numbers';
import { AR, EN, FA } from '../present/quillbrook';

const MOROCCO = { ...AR, tag: 'ar-MA', digits: 'latn' as const };

describe('numbers', () => {
  it('come in the reader’s digits and grouping', () => {
    expect([EN, FA, AR, MOROCCO].map((locale) => formatNumber(1234.5, locale))).toEqual(['1,234.5', '۱٬۲۳۴٫۵', '١٬٢٣٤٫٥', '1.234,5']);
  });
  it('carry their sign on the left, with Arabic digits on the right', () => {
    expect(formatSigned(-9, EN)).toBe('\u2066−9\u2069');
    expect(formatSigned(-9, FA)).toBe('\u2066−۹\u2069');
    expect(formatSigned(2, AR)).toBe('\u2067+٢\u2069');
    expect(formatSigned(-9, MOROCCO)).toBe('\u2066−9\u2069');
    expect(formatSigned(0, EN)).toBe('\u20660\u2069');
  });
  it('keep the percent sign on the left of Persian digits', () => {
    expect([EN, FA, AR, MOROCCO].map((locale) => formatPercent(0.84, locale))).toEqual(['84%', '\u061c۸۴٪', '٨٤٪', '84%']);
  });
  it('are a dash where there is none', () => {
    expect([formatNumber(Number.NaN, EN), formatPercent(Number.POSITIVE_INFINITY, FA), formatSigned(Number.NaN, AR)]).toEqual([
      '–',
      '–',
      '–',
    ]);
  });
});

describe('money', () => {
  it('shows rials as toman to those who want it, with the unit named', () => {
    expect(formatMoney({ amount: 41_800_000, currency: 'IRR' }, FA)).toBe('۴٫۲ میلیون تومان');
    expect(formatMoney({ amount: 4_180_000_000, currency: 'IRR' }, FA)).toBe('۴۱۸ میلیون تومان');
    expect(formatMoney({ amount: 124_000_000_000, currency: 'IRR' }, FA)).toBe('۱۲٫۴ میلیارد تومان');
    expect(formatMoney({ amount: 41_800, currency: 'IRR' }, { ...FA, toman: false })).toBe('۴۱٬۸۰۰ ریال');
    expect(formatMoney({ amount: 41_800, currency: 'IRR' }, { ...EN, toman: true })).toBe('4,180 toman');
  });
  it('has no decimals, and the currency’s own name', () => {
    expect(formatMoney({ amount: 418_099, currency: 'USD' }, EN)).toBe('$4,181');
    expect(formatMoney({ amount: 418_000, currency: 'SAR' }, AR)).toBe('٤٬١٨٠ ريال سعودي');
    expect(formatMoney({ amount: 4_180_000, currency: 'KWD' }, AR)).toBe('٤٬١٨٠ دينار كويتي');
    expect(formatMoney({ amount: 1_240_000_000, currency: 'SAR' }, AR)).toBe('١٢٫٤ مليون ريال سعودي');
    expect(formatMoney({ amount: 418_000, currency: 'USD' }, FA)).toBe('۴٬۱۸۰ دلار');
  });
  it('knows which currencies have no cents', () => {
    expect(['USD', 'IRR', 'JPY', 'KWD', 'IQD'].map(minorUnits)).toEqual([100, 1, 1, 1000, 1000]);
  });
});
