import { describe, expect, it } from 'vitest';
import { foldName, foldText } from '../../../shared/matching/fold-text';

describe('search folding', () => {
  it.each([
    ['علي كريمي', 'علی کریمی'],
    ['آرمان', 'ارمان'],
    ['شرکتِ نمونه', 'شرکت نمونه'],
    ['کتاب\u200cها', 'کتابها'],
    ['کتاب ها', 'کتابها'],
    ['می\u200cرود', 'میرود'],
    ['خانۀ سبز', 'خانه سبز'],
    ['مدرسة', 'مدرسه'],
    ['محـمـد', 'محمد'],
    ['وفاء', 'وفا'],
    ['۱۲۳ ١٢٣', '123 123'],
    ['ＡＣＭＥ  Ltd', 'acme ltd'],
    ['\u2067Acme\u2069', 'acme'],
  ])('%s is found as %s', (written, meant) => {
    expect(foldText(written)).toBe(foldText(meant));
  });
  it('finds a name however it is spaced, and without the article', () => {
    expect(new Set(['پارس\u200cخودرو', 'پارس خودرو', 'پارسخودرو'].map(foldName)).size).toBe(1);
    expect(foldName('النور للتجارة')).toBe(foldName('نور للتجارة'));
  });
  it('keeps different words apart', () => {
    expect(foldText('می‌رود')).not.toBe(foldText('نمی‌رود'));
    expect(foldText('Acme 1')).not.toBe(foldText('Acme 2'));
  });
});
