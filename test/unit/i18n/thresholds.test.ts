import { expect, test } from 'vitest';
import { CATALOGUES } from '../../../shared/i18n/catalogue';
import { SIGNALS } from '../../../shared/signals/registry';

test.each(['en', 'fa', 'ar'] as const)('every threshold of every signal has a name in %s', (language) => {
  const names = new Set(SIGNALS.flatMap(({ thresholds }) => Object.keys(thresholds)));
  expect([...names].filter((name) => !(`threshold.${name}` in CATALOGUES[language]))).toEqual([]);
});
