import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../shared/facts/facts';
import { joinIndex, partsFor, partsForKnown, splitIndex } from '../../../shared/matching/index-parts';
import { buildIndex, isFromUs, matchCorrespondents, matchKnown, type Opened } from '../../../shared/matching/match';

/** Many customers whose contacts share names, tags and domains now and then. */
const CUSTOMERS = Array.from({ length: 400 }, (_, n) => ({
  id: `c${n}`,
  facts: {
    profile: { name: `Customer number ${n % 390}` },
    contacts: [
      {
        id: `k${n}`,
        name: `Kim Person ${n % 380}`,
        email: `kim${n % 350}${n % 3 === 0 ? '+crm' : ''}@d${n % 300}.example`,
        left: n % 7 === 0,
      },
    ],
    domains: [`d${n % 300}.example`],
  } as unknown as Facts,
}));
const WHOLE = buildIndex(CUSTOMERS);
const PARTS = splitIndex(WHOLE);

const number = fc.integer({ min: 0, max: 420 });
const opened: fc.Arbitrary<Opened> = fc.record({
  correspondents: fc.array(
    fc.record({
      address: fc.oneof(
        fc.tuple(number, number).map(([a, b]) => `Kim${a}@D${b}.example`),
        number.map((n) => `kim${n}+x@eu.d${n % 300}.example`),
        number.map((n) => `kim${n % 350}${n % 3 === 0 ? '+crm' : ''}@d${n % 300}.example`),
        fc.constantFrom('somebody@gmail.com', 'me@our.example', ''),
      ),
      name: fc.oneof(
        number.map((n) => `Kim Person ${n}`),
        number.map((n) => `customer NUMBER ${n}`),
        number.map((n) => `kim${n}@d${n}.example`),
        fc.constant(''),
      ),
      role: fc.constantFrom('from' as const, 'to' as const, 'cc' as const, 'reply-to' as const),
    }),
    { maxLength: 4 },
  ),
  own: fc.constant(['me@our.example']),
  choices: number.map((n) => ({ [`kim${n}@d${n}.example`]: `c${n}`, [`@d${n % 300}.example`]: `c${n}` })),
  workspaceDomains: fc.constant([]),
});

describe('the index in parts', () => {
  it('is the whole index when all parts are put together', () => {
    expect(joinIndex(PARTS.values())).toEqual(WHOLE);
  });
  it('answers with the parts of an opened message what the whole index answers, and with few of them', () => {
    fc.assert(
      fc.property(opened, (what) => {
        const numbers = partsFor(what);
        const some = joinIndex(numbers.flatMap((part) => PARTS.get(part) ?? []));
        expect(matchCorrespondents(some, what)).toEqual(matchCorrespondents(WHOLE, what));
        expect(isFromUs(some, what)).toBe(isFromUs(WHOLE, what));
        expect(numbers.length).toBeLessThanOrEqual(16 * what.correspondents.length);
      }),
      { numRuns: 500 },
    );
  });
  it('answers with the few parts of what is known by its address what the whole index answers, or leaves it to the rest', () => {
    fc.assert(
      fc.property(opened, (what) => {
        const numbers = partsForKnown(what);
        const some = joinIndex(numbers.flatMap((part) => PARTS.get(part) ?? []));
        const match = matchKnown(some, what);
        expect(match).toEqual(matchKnown(WHOLE, what));
        expect(isFromUs(some, what)).toBe(isFromUs(WHOLE, what));
        if (match !== null) expect(match).toEqual(matchCorrespondents(WHOLE, what));
        else expect(matchCorrespondents(WHOLE, what).kind).toMatch(/^(look-alike|unknown)$/);
        expect(numbers.length).toBeLessThanOrEqual(6 * what.correspondents.length);
      }),
      { numRuns: 500 },
    );
  });
});
