/** Names in the order in which somebody looks for them. */
import { expect, test } from 'vitest';
import { sortName } from '../../../shared/i18n/sort-name';

const inOrder = (names: string[]) =>
  [...names].sort((a, b) => (sortName(a, 'x') < sortName(b, 'x') ? -1 : sortName(a, 'x') > sortName(b, 'x') ? 1 : 0));

test('Latin names sort without regard to case and accents', () => {
  expect(inOrder(['Zebra', 'éclair', 'apple', 'Eden', 'Banana'])).toEqual(['apple', 'Banana', 'éclair', 'Eden', 'Zebra']);
});

test('Persian letters stand where the Persian alphabet has them, after Latin ones', () => {
  expect(inOrder(['یاس', 'وفا', 'پارس', 'هما', 'گلستان', 'تهران', 'باران', 'چشمه', 'Zoo', 'ژاله', 'آذر'])).toEqual([
    'Zoo',
    'آذر',
    'باران',
    'پارس',
    'تهران',
    'چشمه',
    'ژاله',
    'گلستان',
    'وفا',
    'هما',
    'یاس',
  ]);
});

test('spelling variants of one name sort as the same', () => {
  expect(sortName('كريمي', 'x')).toBe(sortName('کریمی', 'x'));
});

test('a customer without a name stands at its id, and no key is empty', () => {
  expect(sortName('', 'Acme')).toBe('acme');
  expect(sortName('ـ', 'ـ')).toBe('ـ');
});
