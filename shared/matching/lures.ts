/** Words that a forger sets beside a company's name: they ask for money, a password or trust. */
const LURES = `
account accounting accounts admin alert alerts auth bank bill billing confirm finance invoice invoices invoicing login mail notice notify pay payable payables
payment payments portal refund remittance secure security settlement signin sso support transfer update verify wire
hesabdari mali pardakht faktor
پرداخت فاکتور حسابداری مالی پشتیبانی الدفع الفواتیر فواتیر المحاسبه الدعم حسابات
`;
const WORDS: ReadonlySet<string> = new Set(LURES.split(/\s+/u).filter(Boolean));
/** Joined to a name without a hyphen, shorter ones would be found in many honest names. */
const JOINED = [...WORDS].filter((word) => word.length >= 5);

/** What is left of a folded text when lures are taken from its ends, by word and where one is written together; nothing where none stood there. */
export function withoutLures(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const core = [...words];
  while (core.length > 1 && WORDS.has(core.at(-1) ?? '')) core.pop();
  while (core.length > 1 && WORDS.has(core[0] ?? '')) core.shift();
  if (core.length < words.length) return [core.join('')];
  const joined = words.join('');
  const lure = JOINED.find((word) => joined.length > word.length && (joined.startsWith(word) || joined.endsWith(word)));
  if (lure === undefined) return [];
  return [joined.startsWith(lure) ? joined.slice(lure.length) : joined.slice(0, -lure.length)];
}
