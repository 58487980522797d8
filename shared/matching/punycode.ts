/** One label of a domain name in its ASCII form and back (RFC 3492, with the constants of its section 5). */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;

/** `دانش` → `xn--mgbpq5e`; a label that is ASCII already comes back unchanged. */
export function asciiLabel(label: string): string {
  const points = [...label].map((letter) => letter.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < 0x80);
  if (basic.length === points.length) return label;
  let output = basic.map((point) => String.fromCodePoint(point)).join('') + (basic.length ? '-' : '');
  let handled = basic.length;
  let next = 0x80;
  let delta = 0;
  let bias = 72;
  while (handled < points.length) {
    const smallest = Math.min(...points.filter((point) => point >= next));
    delta += (smallest - next) * (handled + 1);
    next = smallest;
    for (const point of points) {
      if (point < next) delta++;
      if (point !== next) continue;
      output += variableLength(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    next++;
  }
  return `xn--${output}`;
}

/** `xn--mgbpq5e` → `دانش`; a label that is no such form comes back unchanged. */
export function unicodeLabel(label: string): string {
  if (!label.startsWith('xn--')) return label;
  const encoded = label.slice(4);
  const last = encoded.lastIndexOf('-');
  const points = [...encoded.slice(0, Math.max(last, 0))].map((letter) => letter.codePointAt(0) ?? 0);
  let next = 0x80;
  let place = 0;
  let bias = 72;
  for (let at = last + 1; at < encoded.length; ) {
    const before = place;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const value = digitOf(encoded.charCodeAt(at++));
      if (Number.isNaN(value)) return label;
      place += value * weight;
      const threshold = k <= bias ? T_MIN : Math.min(k - bias, T_MAX);
      if (value < threshold) break;
      weight *= BASE - threshold;
    }
    bias = adapt(place - before, points.length + 1, before === 0);
    next += Math.floor(place / (points.length + 1));
    place %= points.length + 1;
    if (next > 0x10ffff) return label;
    points.splice(place++, 0, next);
  }
  return String.fromCodePoint(...points);
}

/** The value of a digit of the encoding, by its character code; NaN where it is none. */
function digitOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : Number.NaN;
}

function variableLength(delta: number, bias: number): string {
  let text = '';
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const threshold = k <= bias ? T_MIN : Math.min(k - bias, T_MAX);
    if (rest < threshold) return text + digit(rest);
    text += digit(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

const digit = (value: number): string => String.fromCharCode(value < 26 ? value + 97 : value + 22);

function adapt(delta: number, points: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2));
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
