import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../shared/i18n/languages';
import { SIGNALS } from '../../../shared/signals/registry';

test.each(LANGUAGES)('every threshold of every signal has a name in $id', ({ messages }) => {
  const names = new Set(SIGNALS.flatMap(({ thresholds }) => Object.keys(thresholds)));
  expect([...names].filter((name) => !(`threshold.${name}` in messages))).toEqual([]);
});
