import { describe, expect, it } from 'vitest';
import { matchesHost, SITES } from '../../../extension/sites/registry';
import { addressIn, distinct, mailtoIn, nameIn } from '../../../extension/sites/site';

describe('the address that a text names', () => {
  it.each([
    ['Nora Lind <Nora@Acme.example>', 'nora@acme.example', 'Nora Lind'],
    ['<nora@acme.example>', 'nora@acme.example', ''],
    ["o'brien+x@acme.example", "o'brien+x@acme.example", ''],
    ['boss@studio.example <attacker@evil.test>', 'attacker@evil.test', 'boss@studio.example'],
    ['"Lind, Nora (Billing)" <nora@acme.example>', 'nora@acme.example', 'Lind, Nora (Billing)'],
    ['<b onmouseover=alert(1)>Eve</b> "x" <eve@evil.test>', 'eve@evil.test', '<b onmouseover=alert(1)>Eve</b> "x"'],
    ['سارا احمدی <sara@پارس.example>', 'sara@پارس.example', 'سارا احمدی'],
    ['agent (Support Agent)', '', 'agent (Support Agent)'],
    ['a@b.example, c@d.example', '', 'a@b.example, c@d.example'],
    ['', '', ''],
  ])('%s', (text, address, name) => {
    expect(addressIn(text)).toBe(address);
    expect(nameIn(text)).toBe(name);
  });

  it('is found at once in a text made to be slow', () => {
    const started = performance.now();
    expect(addressIn(`${'<a@'.repeat(200_000)}`)).toBe('');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('the address of a link', () => {
  it.each([
    ['mailto:Nora@Acme.example', 'nora@acme.example'],
    ['mailto:nora%2Bx@acme.example?subject=a@b.example', 'nora+x@acme.example'],
    ['MAILTO:nora@acme.example', 'nora@acme.example'],
    ['mailto:nora%@acme.example', 'nora%@acme.example'],
    ['https://acme.example/mailto:nora@acme.example', ''],
    ['http://127.0.0.1/nora@acme.example', ''],
    ['mailto:a@b.example,c@d.example', ''],
  ])('%s', (href, address) => {
    expect(mailtoIn(href)).toBe(address);
  });
});

describe('the people of a message', () => {
  it('stand there once each, in their strongest role, without our own unless we wrote', () => {
    const person = (address: string, role: 'from' | 'to' | 'cc' | 'reply-to') => ({ address, name: '', role });
    expect(
      distinct(
        [person('a@x.example', 'cc'), person('a@x.example', 'from'), person('me@us.example', 'to'), person('', 'to')],
        ['me@us.example'],
      ),
    ).toEqual([person('a@x.example', 'from')]);
    expect(distinct([person('me@us.example', 'from'), person('a@x.example', 'to')], ['me@us.example']).map((one) => one.address)).toEqual([
      'me@us.example',
      'a@x.example',
    ]);
  });
});

describe('the hosts of a site', () => {
  const gmail = SITES.find((site) => site.id === 'gmail');
  it.each([
    ['https://mail.google.com/mail/u/0/#inbox', true],
    ['http://mail.google.com/mail/', false],
    ['https://mail.google.com.evil.test/mail/', false],
    ['https://google.com/mail', false],
  ])('%s', (url, expected) => {
    expect(gmail && matchesHost(gmail, new URL(url))).toBe(expected);
  });
});
