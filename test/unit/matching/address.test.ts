import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainLadder, normaliseAddress, normaliseDomain, withoutTag } from '../../../shared/matching/address';
import { isFreeMail } from '../../../shared/matching/free-mail';
import { asciiLabel, unicodeLabel } from '../../../shared/matching/punycode';

describe('an address is compared in one form', () => {
  it.each([
    ['Pat.OBrien@Example.COM', 'pat.obrien@example.com'],
    ['"O\'Brien, Pat (Billing)" <Pat.OBrien@Example.COM>', 'pat.obrien@example.com'],
    ['ceo@helpdesk.test <attacker@evil.test>', 'attacker@evil.test'],
    ['<b onmouseover=alert(1)>Eve</b> "x" <eve@evil.test>', 'eve@evil.test'],
    ['info@دانش.example', `info@${domainToASCII('دانش.example')}`],
    ['info@BÜCHER.example.', 'info@xn--bcher-kva.example'],
    ['Support Agent', ''],
    ['a@b@c', ''],
    ['', ''],
  ])('%s → %s', (text, expected) => expect(normaliseAddress(text)).toBe(expected));

  it('writes names of other scripts as the platform does', () => {
    const label = fc.string({ unit: fc.constantFrom(...'abc9سلامفاحüößж日本中文é'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(label, (text) => {
        const expected = domainToASCII(`${text}.example`);
        // Where the platform refuses a label (mixed directions), ours need only agree with itself.
        expect(normaliseDomain(`${text}.example`)).toBe(expected || normaliseDomain(`${text}.example`));
      }),
      { numRuns: 300 },
    );
  });

  it('reads such names back', () => {
    const label = fc.string({ unit: fc.constantFrom(...'abc9-سلامفاحüößж日本中文é'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(label, (text) => {
        expect(unicodeLabel(asciiLabel(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
    for (const broken of ['xn--', 'xn--a!', 'xn--99999999']) expect(() => unicodeLabel(broken)).not.toThrow();
  });

  it('knows what a tag is, and the parents of a domain', () => {
    expect(withoutTag('sam+orders@shop.example')).toBe('sam@shop.example');
    expect(withoutTag('+sam@shop.example')).toBe('+sam@shop.example');
    expect(domainLadder('eu.mail.acme.example')).toEqual(['eu.mail.acme.example', 'mail.acme.example', 'acme.example']);
  });

  it('takes providers at which anybody may have an address for free mail', () => {
    for (const domain of ['gmail.com', 'chmail.ir', 'maktoob.com', 'users.noreply.github.com', 'x.privaterelay.appleid.com'])
      expect(isFreeMail(domain)).toBe(true);
    for (const domain of ['acme.example', 'notgmail.com', 'gmail.com.acme.example']) expect(isFreeMail(domain)).toBe(false);
  });
});
