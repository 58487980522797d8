/** Stand-ins of the same length and script: the same thing always gets the same one, different things different ones. */

const ALPHABETS: [RegExp, string][] = [
  [/\p{Script=Latin}/u, 'loremipsudtancxbvhgfkqwyjz'],
  [/\p{Script=Arabic}/u, 'نمونهایستبرکدلپ'],
  [/\p{Script=Cyrillic}/u, 'образецткм'],
  [/\p{Script=Hebrew}/u, 'דוגמהבלשת'],
];
const DIGITS = ['0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩'];
const ADDRESS = /[^\s<>@"'`,;:()[\]{}|=&?#/\\]+@[^\s<>@"'`,;:()[\]{}|=&?#/\\]+/gu;

export class Fakes {
  private readonly known = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** @param taken words of the page, in lower case: a stand-in is never one of them. @param own our own addresses, marked as such. */
  constructor(
    private readonly taken: ReadonlySet<string>,
    private readonly own: ReadonlySet<string>,
  ) {}

  /** Replaces every address, word and number of a text; punctuation and spaces stay. `keeps` says which words may stay. */
  text(text: string, keeps: (word: string) => boolean = () => false): string {
    let rest = '';
    let last = 0;
    for (const { 0: address, index } of text.matchAll(ADDRESS)) {
      rest += this.plain(text.slice(last, index), keeps) + this.address(address);
      last = index + address.length;
    }
    return rest + this.plain(text.slice(last), keeps);
  }

  address(address: string): string {
    const whole = address.toLowerCase().replace(/\.+$/u, '');
    const kind = this.own.has(whole) ? 'own' : 'person';
    return this.once(`@${whole}`, () => `${kind}${this.next(kind)}@example.com`) + address.slice(whole.length);
  }

  private plain(text: string, keeps: (word: string) => boolean): string {
    return text.replace(/[\p{L}\p{M}\p{Nd}_]+/gu, (run) =>
      keeps(run)
        ? run
        : run.replace(/[\p{L}\p{M}]+|\p{Nd}+/gu, (part) =>
            /^\p{Nd}/u.test(part) ? this.number(part) : keeps(part) ? part : this.word(part),
          ),
    );
  }

  /** A word of as many letters, in the same script, with its capitals where they were. */
  private word(word: string): string {
    const fake = this.once(word.toLowerCase(), (key) => {
      const alphabet = ALPHABETS.find(([script]) => script.test(key))?.[1] ?? 'x';
      for (let tries = 0; tries < 1000; tries++) {
        const made = spell(this.next(`${alphabet[0]}${key.length}`) - 1, key.length, alphabet);
        if (!this.taken.has(made) || key.length < 3) return made;
      }
      return 'x'.repeat(key.length);
    });
    return [...fake].map((letter, nth) => (word[nth] !== word[nth]?.toLowerCase() ? letter.toUpperCase() : letter)).join('');
  }

  private number(digits: string): string {
    const set = DIGITS.find((each) => each.includes(digits[0] ?? '')) ?? '0123456789';
    const value = [...digits].map((digit) => Math.max(0, set.indexOf(digit))).join('');
    const fake = this.once(`#${value}`, () => {
      const first = value.length > 1 ? 10 ** Math.min(value.length - 1, 15) : 1;
      return String(first + this.next(`#${value.length}`) - 1)
        .padStart(value.length, '1')
        .slice(-value.length);
    });
    return [...fake].map((digit) => set[Number(digit)] ?? digit).join('');
  }

  private once(key: string, make: (key: string) => string): string {
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    this.known.set(key, made);
    return made;
  }

  private next(of: string): number {
    const count = (this.counts.get(of) ?? 0) + 1;
    this.counts.set(of, count);
    return count;
  }
}

/** The n-th word of a length: the alphabet in its order, shifted by the figures of n. */
function spell(nth: number, length: number, alphabet: string): string {
  let rest = nth;
  const letters = Array.from({ length }, (_, fromEnd) => {
    const figure = rest % alphabet.length;
    rest = Math.floor(rest / alphabet.length);
    return alphabet[(length - fromEnd + figure) % alphabet.length] ?? 'x';
  });
  return letters.reverse().join('');
}
