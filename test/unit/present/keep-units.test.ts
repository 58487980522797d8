import { expect, it } from 'vitest';
import { withUnitsKept } from '../../../shared/present/keep-units';
import { watch, watchFa } from '../card/samples';

it('a number and its unit are never parted by the end of a line', () => {
  expect(withUnitsKept(watch).sentence).toContain('unanswered for 9\u00a0days and invoice INV-208, 12\u00a0days overdue');
  expect(withUnitsKept(watchFa).sentence).toContain('۹\u00a0روز');
});
it('names keep their spaces', () => {
  expect(withUnitsKept({ ...watch, name: 'Unit 7 Ceramics' }).name).toBe('Unit 7 Ceramics');
});
