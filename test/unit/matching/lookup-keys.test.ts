import { expect, it } from 'vitest';
import { lookupKeys } from '../../../shared/matching/lookup-keys';

it('asks for an address, then without its tag, then for its domains', () => {
  expect(lookupKeys('Kim <KIM+crm@Mail.Acme.example.>')).toEqual([
    'kim+crm@mail.acme.example',
    'kim@mail.acme.example',
    '@mail.acme.example',
    '@acme.example',
  ]);
});
it('asks at free mail for the address alone, and for nothing where there is no address', () => {
  expect(lookupKeys('kim@gmail.com')).toEqual(['kim@gmail.com']);
  expect(lookupKeys('Kim')).toEqual([]);
});
