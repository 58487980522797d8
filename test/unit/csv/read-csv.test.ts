import { describe, expect, it } from 'vitest';
import { type CsvKind, openCsv, readRows } from '../../../worker/connectors/csv';
import { identifyRows } from '../../../worker/connectors/csv/identify';
import type { World } from '../../../worker/connectors/csv/row-reader';
import { ACCOUNTS_AR, ACCOUNTS_EN, CONTACTS_EN, HELPDESK_AR, SERVICE_CONTRACTS_AR } from './vtiger-exports';

const NOW = Date.UTC(2026, 10, 21);
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, big = false) =>
  new Uint8Array(
    [...text].flatMap((c) => (big ? [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255] : [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])),
  );
const world = (known: Record<string, string> = {}, users: Record<string, string> = {}): World => ({
  now: NOW,
  customer: (reference) => known[reference] ?? (Object.values(known).includes(reference) ? reference : null),
  customerOfContact: (name) => known[name] ?? null,
  user: (reference) => users[reference] ?? null,
});
function read(kind: CsvKind, bytes: Uint8Array | string, around = world()) {
  const file = openCsv(kind, typeof bytes === 'string' ? utf8(bytes) : bytes);
  if ('missing' in file) throw new Error(`header: ${JSON.stringify(file.missing)}`);
  return readRows(file, around);
}
const dataOf = (kind: CsvKind, bytes: Uint8Array | string, around = world()) =>
  read(kind, bytes, around).rows.map(({ drafts }) => drafts[0]?.data);

describe('bytes and delimiters', () => {
  const text = 'نام,شناسه\nشرکت آریا,A1\nپارس,A2\n';
  it.each([
    ['UTF-8 with a byte order mark', utf8(`\uFEFF${text}`)],
    ['UTF-16 little endian with a mark', utf16(`\uFEFF${text}`)],
    ['UTF-16 big endian with a mark', utf16(`\uFEFF${text}`, true)],
    ['UTF-16 without a mark', utf16(text)],
  ])('reads %s', (_, bytes) => {
    expect(dataOf('customers', bytes)).toEqual([{ name: 'شرکت آریا' }, { name: 'پارس' }]);
  });
  it('reads Windows-1256, as Excel saves it on Arabic systems, and says so', () => {
    // «اسم العميل,رقم العميل» and «شركة,A1» in Windows-1256.
    const bytes = Uint8Array.from([
      0xc7, 0xd3, 0xe3, 0x20, 0xc7, 0xe1, 0xda, 0xe3, 0xed, 0xe1, 0x2c, 0xd1, 0xde, 0xe3, 0x20, 0xc7, 0xe1, 0xda, 0xe3, 0xed, 0xe1, 0x0a,
      0xd4, 0xd1, 0xdf, 0xc9, 0x2c, 0x41, 0x31,
    ]);
    const { rows, notes } = read('customers', bytes);
    expect(rows[0]?.drafts[0]).toMatchObject({ customer: 'A1', data: { name: 'شركة' } });
    expect(notes).toContainEqual({ key: 'encoding', args: { encoding: 'windows-1256' } });
  });
  it.each([';', '\t', '|', '؛', '،'])('finds the delimiter %j', (delimiter) => {
    const rows = read(
      'customers',
      `name${delimiter}id\nAcme, Inc.${delimiter}A1`.replace('Acme, Inc.', delimiter === '،' ? 'Acme' : 'Acme, Inc.'),
    ).rows;
    expect(rows.map(({ key }) => key)).toEqual(['A1']);
  });
  it('reads UTF-8 with stray zero bytes as UTF-8, on either side', () => {
    for (const name of ['Ac\0me', 'A\0cme', 'آر\0یا', 'آ\0ریا', 'é\0\0x'])
      expect(dataOf('customers', `id,name\nA1,${name}\n`)).toEqual([{ name: name.replaceAll('\0', '') }]);
  });
  it('reads UTF-16 without a mark in either script and order', () => {
    const rows = `id,name\n${'A1,شرکت بازرگانی آریا گستر پارسیان\n'.replace('A1', 'B1')}A2,Beta\n`;
    for (const big of [false, true]) expect(dataOf('customers', utf16(rows, big))).toHaveLength(2);
    expect(dataOf('customers', utf16('id,name\nA1,Acme\n', true))).toEqual([{ name: 'Acme' }]);
  });
  it('takes what exports write for nothing as nothing', () => {
    for (const nothing of ['null', 'NULL', 'N/A', 'n/a', '-', '–', ' - '])
      expect(dataOf('customers', `id,name,since,value,email\nA1,Acme,${nothing},${nothing},${nothing}\n`)).toEqual([{ name: 'Acme' }]);
    expect(dataOf('customers', 'id,name\nA1,Null-Modem - Shop\n')).toEqual([{ name: 'Null-Modem - Shop' }]);
  });
  it('keeps the line number of the file through quoted newlines and blank lines', () => {
    const { bad } = read('customers', 'id,name,since\nA1,"two\nlines",2020-01-01\n\n,,\nA2,Beta,31/31/2020\n');
    expect(bad).toEqual([{ line: 6, column: 'since', value: '31/31/2020', reason: { key: 'date' } }]);
  });
  it('reports a quote that never closes and keeps the rows before it', () => {
    const { rows, bad } = read('customers', 'id,name\nA1,Acme\nA2,"Beta\n');
    expect(rows.map(({ key }) => key)).toEqual(['A1']);
    expect(bad).toMatchObject([{ line: 3, reason: { key: 'broken' } }]);
  });
});

describe('customers', () => {
  it('reads profile, owner, domains and money with Persian headers and digits', () => {
    const { rows, bad, notes } = read(
      'customers',
      'شناسه مشتری,نام مشتری,گروه,مشتری از,ارزش سالانه,دامنه‌ها,مسئول\nC1,پارس‌خودرو,سازمانی,۱۴۰۲/۰۷/۲۱,۴۱٫۸ میلیون تومان,pars.example؛ www.pars2.example,سارا\n',
      world({}, { سارا: 'u1' }),
    );
    expect(bad).toEqual([]);
    expect(rows[0]?.drafts.map(({ type, data }) => [type, data])).toEqual([
      [
        'customer.profile',
        { name: 'پارس‌خودرو', segment: 'سازمانی', since: Date.UTC(2023, 9, 13), value: { amount: 418_000_000, currency: 'IRR' } },
      ],
      ['customer.owner', { owner: 'u1' }],
      ['domain.set', { domain: 'pars.example' }],
      ['domain.set', { domain: 'pars2.example' }],
    ]);
    expect(notes).toContainEqual({ key: 'jalali', args: { column: 'مشتری از', from: '۱۴۰۲/۰۷/۲۱', to: '2023-10-13' } });
  });
  it('refuses a row with a free-mail domain, naming its column, as any row with a bad cell', () => {
    const { rows, bad } = read('customers', 'id,name,Domain\nA1,Acme,"acme.example, GMAIL.com"\nA2,Beta,beta.example\n');
    expect(rows.map(({ key }) => key)).toEqual(['A2']);
    expect(bad).toEqual([{ line: 2, column: 'Domain', value: 'GMAIL.com', reason: { key: 'free-mail' } }]);
    const events = read('events', 'customer,type,at,domain\nA1,domain.set,2026-01-01,yahoo.com\n', world({ A1: 'A1' }));
    expect(events.bad).toMatchObject([{ line: 2, column: 'domain', reason: { key: 'free-mail' } }]);
  });
  it('derives the id from the name where the file has none, the same for spelling variants', () => {
    expect(read('customers', 'name\nشركة آريا').rows[0]?.key).toBe(read('customers', 'name\nشرکة آریا').rows[0]?.key);
  });
  it('refuses the second row of one customer and says where the first stands', () => {
    expect(read('customers', 'id,name\nA,One\nA,Two').bad).toEqual([
      { line: 3, column: 'id', value: 'A', reason: { key: 'twice', args: { line: 2 } } },
    ]);
  });
  it.each([
    ['1,200.50 USD', '', { amount: 120_050, currency: 'USD' }],
    ['€1.200,50', '', { amount: 120_050, currency: 'EUR' }],
    ['12 000', 'KWD', { amount: 12_000_000, currency: 'KWD' }],
    ['۱٬۲۰۰', 'ریال', { amount: 1200, currency: 'IRR' }],
    ['1200', 'toman', { amount: 12_000, currency: 'IRR' }],
    ['2.5 million', 'AED', { amount: 250_000_000, currency: 'AED' }],
  ])('reads %j with currency %j', (value, currency, money) => {
    expect(dataOf('customers', `id;value;currency\nA;${value};${currency}`)).toEqual([{ value: money }]);
  });
  it.each([
    ['1200', '', 'currency-missing'],
    ['many USD', '', 'number'],
    ['12', 'shells', 'currency'],
    ['1.2.3 USD', '', 'number'],
  ])('refuses the amount %j %j', (value, currency, key) => {
    expect(read('customers', `id;value;currency\nA;${value};${currency}`).bad).toMatchObject([{ line: 2, reason: { key } }]);
  });
});

describe('contacts, contracts, events', () => {
  const known = world({ Acme: 'A1', A1: 'A1' });
  it('refuses rows of customers who are not there, by line, column and value', () => {
    expect(read('contacts', 'customer,email\nA1,a@b.example\nZ9,c@d.example\nA1,not-an-address\n', known).bad).toEqual([
      { line: 3, column: 'customer', value: 'Z9', reason: { key: 'customer-unknown' } },
      { line: 4, column: 'email', value: 'not-an-address', reason: { key: 'email' } },
    ]);
  });
  it('reads contracts with notice and automatic renewal; a start still ahead is no past event', () => {
    const { rows } = read(
      'contracts',
      'customer,contract,start,end,notice days,auto renew,value\nAcme,K1,2026-01-01,2026-12-31,30,yes,500 EUR\nAcme,K2,2027-01-01,2027-12-31,,,\n',
      known,
    );
    expect(rows[0]?.drafts[0]).toMatchObject({
      type: 'contract.set',
      at: Date.UTC(2026, 0, 1),
      data: { contract: 'K1', end: Date.UTC(2026, 11, 31), notice_days: 30, auto_renew: true, value: { amount: 50_000, currency: 'EUR' } },
    });
    expect(rows[1]?.drafts[0]).not.toHaveProperty('at');
  });
  it('fills the data of any event type from columns with its attributes', () => {
    expect(
      dataOf(
        'events',
        'customer,type,at,amount,currency,order,score,kind,survey,due,invoice\nA1,purchase,2026-01-05T10:00:00+03:30,12.5,USD,O-1,,,,,\nA1,survey.answered,2026-01-06,,,,۹,NPS,q1,,\nA1,invoice.issued,2026-01-07,100,EUR,,,,,1405/01/01,I1\n',
        known,
      ),
    ).toEqual([
      { amount: 1250, currency: 'USD', order: 'O-1' },
      { score: 9, kind: 'nps', survey: 'q1' },
      { amount: 10_000, currency: 'EUR', due: Date.UTC(2026, 2, 21), invoice: 'I1' },
    ]);
  });
  it.each([
    ['A1,teleport,2026-01-01', 'type', 'type-unknown'],
    ['A1,purchase,2027-01-01', 'at', 'too-far-ahead'],
    ['A1,purchase,yesterday', 'at', 'date'],
    ['A1,purchase,1405/12/30', 'at', 'date'],
    ['A1,ticket.closed,2026-01-01', 'ticket', 'missing'],
  ])('refuses %s', (row, column, key) => {
    expect(read('events', `customer,type,at\n${row}`, known).bad).toMatchObject([{ line: 2, column, reason: { key } }]);
  });
  it('gives equal rows ids of their own, the same at every reading', async () => {
    const text =
      'customer,type,at,amount,currency\nA1,purchase,2026-01-01,1,USD\nA1,purchase,2026-01-01,1,USD\nA1,purchase,2026-01-02,1,USD\n';
    const ids = async () =>
      (await identifyRows('events', read('events', text, known).rows)).flatMap(({ drafts }) => drafts.map(({ id }) => id));
    expect(new Set(await ids()).size).toBe(3);
    expect(await ids()).toEqual(await ids());
  });
  it('refuses a file without the columns it needs', () => {
    expect(openCsv('events', utf8('a,b\n1,2'))).toEqual({ missing: [['customer', 'customer_name'], ['type'], ['at']], found: ['a', 'b'] });
  });
});

describe('exports of Vtiger CRM', () => {
  const aria = 'شرکت نمونهٔ آریا, "بزرگ"';
  const known = world({ [aria]: 'ACC1', 'Acme & Sons <Ltd>': 'ACC2', "Pat O'Brien": 'ACC2' });
  it('reads Organizations in English and Arabic alike (row 148)', () => {
    for (const file of [ACCOUNTS_EN, ACCOUNTS_AR]) {
      const { rows, bad } = read('customers', file);
      expect(bad).toEqual([]);
      expect(rows.map(({ key, label }) => [key, label])).toEqual([
        ['ACC1', aria],
        ['ACC2', 'Acme & Sons <Ltd>'],
      ]);
      expect(rows[1]?.drafts.map(({ type }) => type)).toContain('contact.set');
    }
  });
  it('finds the customers that Contacts, HelpDesk and ServiceContracts refer to by name', () => {
    expect(read('contacts', CONTACTS_EN, known).rows.map(({ drafts }) => [drafts[0]?.customer, drafts[0]?.data])).toEqual([
      ['ACC1', { contact: 'CON1', name: 'سارا کریمی', phone: '+98 912 000 0000', email: 'sara@aria.example' }],
      ['ACC2', { contact: 'CON2', name: "Pat O'Brien", role: 'CTO', email: 'pat@acme.example' }],
    ]);
    const tickets = read('events', HELPDESK_AR, known);
    expect(tickets.bad).toEqual([]);
    expect(tickets.rows.flatMap(({ drafts }) => drafts.map(({ type, customer }) => [type, customer]))).toEqual([
      ['ticket.opened', 'ACC1'],
      ['ticket.opened', 'ACC2'],
      ['ticket.closed', 'ACC2'],
    ]);
    const contracts = read('contracts', SERVICE_CONTRACTS_AR, known);
    expect(contracts.bad).toEqual([]);
    expect(contracts.rows.map(({ drafts }) => drafts[0]?.data.end)).toEqual([Date.UTC(2027, 2, 20), Date.UTC(2026, 11, 31)]);
  });
});

it('reads 5,000 rows and keeps the good ones', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `C${i},Customer ${i},${i % 100 === 0 ? 'someday' : '2024-05-06'}`);
  const { rows, bad } = read('customers', `id,name,since\n${lines.join('\r\n')}`);
  expect(rows).toHaveLength(4950);
  expect(bad.map(({ line }) => line)).toEqual(Array.from({ length: 50 }, (_, i) => i * 100 + 2));
});
