/**
 * Prize draws that anybody can check: the entries are frozen and their hash is published together with the hash of a secret seed, before
 * anything is drawn; the winners follow from both by arithmetic alone, so that whoever draws cannot choose, and anybody can do it again.
 */

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export type Digest = (text: string) => Promise<string>;
export interface Entry {
  customer: string;
  /** How many chances; whole and above zero. */
  weight: number;
}
export interface Frozen {
  id: string;
  entries: readonly Entry[];
  /** How many prizes. */
  winners: number;
  /** Published when it is frozen. */
  listHash: string;
  seedHash: string;
}
export interface Drawn extends Frozen {
  /** Told with the winners; 64 hexadecimal digits. */
  seed: string;
  won: readonly string[];
}

const LINE = '\n';
/** The list as it is hashed: a line for each customer, sorted by id, with the chances behind a tab. */
export function listText(id: string, entries: readonly Entry[]): string {
  const sorted = [...entries].sort((a, b) => (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : 0));
  return [`vafa-draw 1 ${id}`, ...sorted.map(({ customer, weight }) => `${customer}\t${weight}`), ''].join(LINE);
}
export const listHash = (id: string, entries: readonly Entry[], digest: Digest): Promise<string> => digest(listText(id, entries));

/**
 * The winners, in the order of their prizes; nobody wins twice. Fewer than asked for where there are not so many. Each number is 48 bits of SHA-256(seed, hash of the list, counter); what would favour the first
 * entries is thrown away (rejection sampling), so that every chance is exactly as good as every other.
 */
export async function winnersOf(
  { id, entries, winners }: Pick<Frozen, 'id' | 'entries' | 'winners'>,
  seed: string,
  digest: Digest,
): Promise<string[]> {
  const hash = await listHash(id, entries, digest);
  const left = [...entries].sort((a, b) => (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : 0));
  const numbers = numbersOf(seed, hash, digest);
  const won: string[] = [];
  while (won.length < winners && left.length > 0) {
    const total = left.reduce((sum, { weight }) => sum + weight, 0);
    const [winner] = left.splice(placeOf(left, await below(total, numbers)), 1);
    if (winner) won.push(winner.customer);
  }
  return won;
}

/** The entry that the chance of this number belongs to. */
function placeOf(entries: readonly Entry[], number: number): number {
  let passed = 0;
  return entries.findIndex(({ weight }) => {
    passed += weight;
    return number < passed;
  });
}

const RANGE = 2 ** 48;
/** A number from 0 up to `most`, each as likely as any other. */
async function below(most: number, numbers: AsyncGenerator<number, never>): Promise<number> {
  const fair = RANGE - (RANGE % most);
  for (;;) {
    const { value } = await numbers.next();
    if (value < fair) return value % most;
  }
}

async function* numbersOf(seed: string, hash: string, digest: Digest): AsyncGenerator<number, never> {
  for (let counter = 0; ; counter++) {
    const digits = await digest(`${seed}${LINE}${hash}${LINE}${counter}`);
    for (let at = 0; at + 12 <= digits.length; at += 12) yield Number.parseInt(digits.slice(at, at + 12), 16);
  }
}

/** Does it all again; names what does not fit what was published, nothing where all does. */
export async function recheck(drawn: Drawn, digest: Digest): Promise<('list' | 'seed' | 'winners')[]> {
  const wrong: ('list' | 'seed' | 'winners')[] = [];
  if ((await listHash(drawn.id, drawn.entries, digest)) !== drawn.listHash) wrong.push('list');
  if ((await digest(drawn.seed)) !== drawn.seedHash) wrong.push('seed');
  const again = await winnersOf(drawn, drawn.seed, digest);
  if (again.length !== drawn.won.length || again.some((one, i) => one !== drawn.won[i])) wrong.push('winners');
  return wrong;
}
