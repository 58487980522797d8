import { DAY } from '../event';
import type { Facts, ProductFact, RemarkFact } from '../facts/facts';
import { foldText } from '../matching/fold-text';
import { day, ev } from './example';
import { firstFlip } from './rule/flip';
import { personToCall } from './rule/people';
import { thresholdsOf } from './rule/thresholds';
import type { Signal, SignalReading } from './signal';

/** `days` after a release it is no news; `asked_days`: how long a wish is remembered. */
const defaults = { days: 180, asked_days: 730 };
const id = 'newer-product';
/** Shorter than this, a wish's name is found in anything. */
const LEAST_LETTERS = 3;

/** A reason to come back to us: what they own has something newer, or what they asked for has come. It never lowers health. */
export const signal: Signal = {
  id,
  row: 45,
  severity: 'good',
  fault: 'them',
  thresholds: defaults,
  message: {
    text: 'Newer: {product} {version}',
    evidence: 'Out since {date}; they own {owned}.',
    short: 'newer product',
    variants: {
      unnumbered: { text: 'Newer: {product}', evidence: 'Out since {date}; they own an older one.' },
      asked: { text: 'Asked for it, now out: {feature}', evidence: 'In {product} since {date}.' },
    },
  },
  evaluate(facts, model, now): SignalReading | null {
    if (facts.products.length === 0) return null;
    const rule = thresholdsOf(id, defaults, model);
    const wish = fulfilled(facts, rule, now)[0];
    const newer = facts.products.filter((product) => isNewer(product, rule.days, now)).sort((a, b) => releasedAt(b) - releasedAt(a))[0];
    const product = wish?.product ?? newer;
    if (!product?.released) return null;
    const { version, about, at: since } = product.released;
    const numbered = version !== '' && product.version !== '';
    const args = { product: { name: product.id }, date: { date: since } };
    return {
      since,
      severity: 'good',
      ...(wish ? { variant: 'asked' } : numbered ? {} : { variant: 'unnumbered' }),
      args: wish
        ? { ...args, feature: { name: wish.remark.name } }
        : { ...args, version: { id: version }, owned: { id: product.version }, about: { name: about } },
      act: {
        code: 'tell-newer',
        args: { name: personToCall(facts, wish?.remark.contact), product: { name: product.id } },
        log: 'call',
        due: null,
        done: (before, at) => told(before, product.id, wish?.remark.id ?? '', at),
      },
    };
  },
  nextChange(facts, model, now) {
    if (facts.products.every(({ released }) => released === null)) return null;
    const rule = thresholdsOf(id, defaults, model);
    const candidates = facts.products.flatMap(({ released }) => (released ? [released.at + rule.days * DAY] : []));
    return firstFlip((at) => signal.evaluate(facts, model, at), candidates, now);
  },
  get examples() {
    return [
      {
        title: 'a newer version of what they own',
        now: day('2026-10-13'),
        events: [
          ev('product.owned', '2025-03-01', { product: 'Kiln controller', version: '4' }),
          ev('product.released', '2026-09-20', { product: 'Kiln controller', version: '5' }),
        ],
        fires: true,
      },
      {
        title: 'something newer of what they bought, without version numbers',
        now: day('2026-10-13'),
        events: [
          ev('purchase', '2025-03-01', { product: 'Glaze set' }),
          ev('product.released', '2026-09-20', { product: 'Glaze set', about: 'Twelve new colours' }),
        ],
        fires: true,
      },
      {
        title: 'a feature they asked for has come',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-02-01', { kind: 'feature-gap', name: 'Remote start' }),
          ev('product.released', '2026-09-20', { product: 'Kiln app', version: '2', about: 'Alerts and remote start' }),
        ],
        fires: true,
      },
      {
        title: 'they have the newest',
        now: day('2026-10-13'),
        events: [
          ev('product.released', '2026-09-20', { product: 'Kiln controller', version: '5' }),
          ev('product.owned', '2026-10-01', { product: 'Kiln controller', version: '5' }),
        ],
        fires: false,
      },
      {
        title: 'something newer of what they never owned',
        now: day('2026-10-13'),
        events: [ev('product.released', '2026-09-20', { product: 'Kiln app', version: '2', about: 'Alerts' })],
        fires: false,
      },
      {
        title: 'out for half a year',
        now: day('2026-10-13'),
        events: [
          ev('product.owned', '2025-03-01', { product: 'Kiln controller', version: '4' }),
          ev('product.released', '2026-04-16', { product: 'Kiln controller', version: '5' }),
        ],
        fires: false,
      },
      {
        title: 'they were told that what they asked for has come',
        now: day('2026-10-13'),
        events: [
          ev('remark', '2026-02-01', { kind: 'feature-gap', name: 'Remote start' }, 'wish'),
          ev('product.released', '2026-09-20', { product: 'Kiln app', version: '2', about: 'Alerts and remote start' }),
          ev('remark.answered', '2026-09-25', { remark: 'wish' }),
        ],
        fires: false,
      },
    ];
  },
};

const releasedAt = (product: ProductFact): number => product.released?.at ?? 0;

/** Whether they own the product, or bought it before the release, and the release is still news. */
function isNewer({ ownedAt, endedAt, boughtAt, released }: ProductFact, days: number, now: number): boolean {
  if (released === null || endedAt !== null || now < released.at || now >= released.at + days * DAY) return false;
  return ownedAt !== null || (boughtAt !== null && boughtAt < released.at);
}

/** Wishes that a release made true, as far as its words say so, and of which they were not told since; the newest release first. */
function fulfilled(facts: Facts, rule: typeof defaults, now: number): { remark: RemarkFact; product: ProductFact }[] {
  const wishes = facts.remarks.filter(({ kind, name }) => kind === 'feature-gap' && name.length >= LEAST_LETTERS);
  if (wishes.length === 0) return [];
  return facts.products
    .filter(({ released }) => released !== null && now >= released.at && now < released.at + rule.days * DAY)
    .sort((a, b) => releasedAt(b) - releasedAt(a))
    .flatMap((product) => {
      const at = releasedAt(product);
      const words = foldText(`${product.id} ${product.released?.about ?? ''}`);
      return wishes
        .filter(
          (remark) => remark.at < at && at < remark.at + rule.asked_days * DAY && (remark.answeredAt === null || remark.answeredAt < at),
        )
        .filter(({ name }) => words.includes(foldText(name)))
        .map((remark) => ({ remark, product }));
    });
}

/** With the customer told of a release: it is news no more, and the wish is answered. */
function told(facts: Facts, product: string, remark: string, at: number): Facts {
  return {
    ...facts,
    products: facts.products.map((row) => (row.id === product ? { ...row, released: null } : row)),
    remarks: facts.remarks.map((row) => (row.id === remark ? { ...row, answeredAt: at } : row)),
  };
}
