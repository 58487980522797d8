/** What comes in when somebody means ill, or a program is broken. */
import fc from 'fast-check';

export const NASTY_TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff tail',
  '\u202Egnp.exe\u202C',
  '\u2066\u2067\u2068',
  '\ufeffid',
  '\r\n\r\n',
  '__proto__',
  'constructor',
  'toString',
  "' OR 1=1; DROP TABLE customers; --",
  '"; SELECT 1',
  "%' OR '%",
  '%_\\',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x","y")',
  '+1+1',
  '@SUM(1)',
  '-2+3',
  '\t=1',
  '../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '%',
  '۱۴۰۵/۰۷/۲۱',
  '۱۲٬۳۴۵٫۶۷',
  '١٢٣',
  '1e308',
  '1e309',
  '-0',
  'NaN',
  'Infinity',
  '9'.repeat(400),
  '0x10',
  'null',
  'true',
  '[]',
  '{}',
  '2026-02-30',
  '2026-13-45T99:99:99Z',
  '+275761-01-01T00:00:00Z',
  'a@b@c',
  '@',
  'ali@xn--.example',
  `${'a'.repeat(300)}@example.com`,
  '👩‍👩‍👧‍👦'.repeat(50),
  'ﷺ'.repeat(500),
  'x'.repeat(5000),
  'ي ك ة ـ ‌',
];
export const NASTY_VALUES: readonly unknown[] = [
  ...NASTY_TEXTS,
  null,
  true,
  0,
  -0,
  -1,
  0.5,
  1e308,
  -1e308,
  2 ** 53,
  Number.MAX_SAFE_INTEGER,
  -(2 ** 63),
  8.64e15,
  8.64e15 + 1,
  [],
  {},
  [[[]]],
  Array.from({ length: 600 }, () => 'x'),
  { toString: 1 },
  JSON.parse('{"__proto__": {"admin": true}}'),
];
/** Bodies that are no JSON of ours; sent as they are. */
export const NASTY_BODIES: readonly (string | Uint8Array)[] = [
  '',
  ' ',
  '{',
  '[1,',
  'null',
  '1e999',
  '"text"',
  '[]',
  '{"a":1}{"b":2}',
  '\ufeff{}',
  '{"name":"a","name":"b","role":"admin","role":"viewer"}',
  '{"__proto__":{"role":"admin"},"constructor":{"prototype":1}}',
  '{"events":[null,1,"x",[],{}],"acts":[null],"pinned":[null]}',
  '{"a":"\\ud800"}',
  '['.repeat(10_000) + ']'.repeat(10_000),
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  `{"events":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
  `{"document":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)},"base":1}`,
  new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  new Uint8Array([0xc0, 0x80, 0xed, 0xa0, 0x80]),
  new Uint8Array(1000),
  'a=1&b=%ff%fe',
  '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
];
export const NASTY_TYPES: readonly (string | null)[] = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-7',
  'text/csv; charset=nonsense',
  '\u00ff',
  null,
];

export const nastyText = fc.oneof(fc.constantFrom(...NASTY_TEXTS), fc.string({ unit: 'binary', maxLength: 60 }));
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom(...NASTY_VALUES), fc.jsonValue({ maxDepth: 4 }), nastyText);

/** Every place of a value, as a path of keys. */
function places(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, Array.isArray(value) ? Number(key) : key]))];
}
function put(value: unknown, [first, ...rest]: (string | number)[], what: unknown): unknown {
  if (first === undefined) return what;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[first] = put(copy[first], rest, what);
  return copy;
}
/** A body that is right but for one place. */
export const spoilt = (body: unknown): fc.Arbitrary<unknown> =>
  fc.tuple(fc.constantFrom(...places(body)), nastyValue).map(([place, what]) => put(body, place, what));

/** Text that an address can hold: without halves of characters, which have no code in UTF-8. */
export const whole = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
