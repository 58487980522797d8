/**
 * Taking a person out of what was recorded of a customer, so that every count stays what it is: what happened still happened, but nobody can
 * tell any more to whom. Texts that were written of that person, or that name them, are replaced whole; what is only an identity
 * gets another one, the same wherever it stands.
 */
import { EVENTS } from './event';
import { foldText } from './matching/fold-text';

export interface Person {
  /** The ids of the contacts that are this person. */
  contacts: readonly string[];
  /** Addresses, names and telephone numbers, as they were recorded. */
  known: readonly string[];
}
/** What stands in place of a text. */
export const ERASED = '…';

/** Members of an event or of facts that name another thing, by an id or by what it is called; all other texts are for reading. */
const IDENTITIES = new Set([
  ...['id', 'contact', 'ticket', 'invoice', 'contract', 'order', 'survey', 'question', 'list', 'step', 'promise', 'task', 'benefit'],
  ...['play', 'issue', 'review', 'term'],
  ...['remark', 'grant', 'reward', 'friend', 'signal', 'lastId', 'customer', 'owner', 'by', 'user'],
  ...['product', 'products', 'version', 'package', 'feature', 'network', 'area', 'code', 'codes', 'reasons', 'thread', 'place'],
  ...['coupon', 'badge', 'draw', 'group', 'decision', 'contacts', 'contracts', 'lots', 'of', 'tag'],
]);
/** Not the person's: the customer's own id, and users'. */
const KEPT = new Set([
  'customer',
  'owner',
  'by',
  'user',
  'cover',
  'signal',
  'type',
  'kind',
  'currency',
  'bits',
  'from',
  'moved_to',
  'came_from',
  'movedTo',
  'cameFrom',
  'mentions',
  'technical',
  'backup',
]);
/** What a customer or another contact is called stays, though a part of it is a part of the person's name: unless it is the person's. */
const SPARED = new Set(['name', 'email', 'url', 'segment', 'language', 'domain', 'domains']);
const ABOUT_OTHERS = new Set(['customer.profile', 'customer.merged', 'contact.set', 'domain.set', 'profile', 'merged', 'contacts']);
/** Words that are chosen from a list: no text that anybody wrote. */
const CHOICES = new Set(Object.values(EVENTS).flatMap(({ attributes }) => Object.values(attributes.entries).flatMap(choicesOf)));
/** Members that are lists by the id of something. */
const BY_ID = new Set(['subscriptions']);
/** What is removed of the contact itself. */
const OF_CONTACT = ['name', 'email', 'role', 'phone', 'nickname'];
/** What somebody wrote of the contact, or the contact wrote. */
const WRITTEN = ['text', 'subject', 'title', 'reason', 'what', 'outcome', 'outcomes', 'workaround', 'effort', 'told', 'differentiator'];
/** Shorter parts of a name are found in too many words. */
const SHORTEST = 3;

export interface Eraser {
  /** Whether a text gives the person away. */
  names(text: string): boolean;
  /** The identity that takes the place of one that gives the person away; any other stays. */
  identity(text: string): string;
  /** The value without the person: the same object where there was nothing to erase. `type` says of which type of event it is the data. */
  from<T>(value: T, type: string): T;
}

/** `pseudonym` makes an identity that tells nothing of the text it is made for, and the same one for the same text. */
export function eraserOf(person: Person, pseudonym: (text: string) => string): Eraser {
  const known = person.known.map(folded).filter((text) => text.length >= SHORTEST);
  const parts = known
    .flatMap((text) => (text.includes('@') ? [] : text.split(/[^\p{L}\p{N}]+/u)))
    .filter((part) => part.length >= SHORTEST);
  const whole = asWords(known);
  const any = asWords([...known, ...parts.filter((part) => /\p{L}/u.test(part))]);
  const names = (text: string) => any?.test(folded(text)) ?? false;
  const namesWhole = (text: string) => whole?.test(folded(text)) ?? false;
  const identity = (text: string) => (isThem(text) ? renamed(text) : namesWhole(text) ? pseudonym(text) : text);
  const isThem = (id: unknown) => typeof id === 'string' && person.contacts.includes(id);
  const renamed = (text: string) => (names(text) ? pseudonym(text) : text);

  const walk = (value: unknown, key: string, isOthers: boolean): unknown => {
    if (typeof value === 'string') {
      if (KEPT.has(key) || CHOICES.has(value)) return value;
      if (IDENTITIES.has(key)) return identity(value);
      if (key === 'domains' || key === 'domain') return value;
      return (isOthers && SPARED.has(key) ? namesWhole(value) : names(value)) ? ERASED : value;
    }
    if (Array.isArray(value)) {
      const list = value.map((item) => walk(item, key, isOthers));
      return list.some((item, i) => item !== value[i]) ? list : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    return object(value as Record<string, unknown>, key);
  };
  const object = (value: Record<string, unknown>, key: string): unknown => {
    // An event that sets the contact, or its row among the facts: only there are those members the person's own.
    const isSet = key === 'contact.set' && isThem(value.contact);
    const isRow = key === 'contacts' && isThem(value.id);
    const isOfThem = isThem(value.contact);
    const isOthers = ABOUT_OTHERS.has(key);
    let changed = false;
    const entries: [string, unknown][] = [];
    for (const [name, member] of Object.entries(value)) {
      if ((isSet && OF_CONTACT.includes(name)) || (isRow && name === 'nickname')) {
        changed = true;
        continue;
      }
      let now: unknown;
      if (isRow && OF_CONTACT.includes(name)) now = '';
      else if (isOfThem && WRITTEN.includes(name) && typeof member === 'string' && member !== '') now = ERASED;
      else now = walk(member, name, isOthers);
      const to = BY_ID.has(key) ? identity(name) : name;
      if (now !== member || to !== name) changed = true;
      entries.push([to, now]);
    }
    return changed ? Object.fromEntries(entries) : value;
  };
  return { names, identity, from: (value, type) => walk(value, type, false) as typeof value };
}

/** Whether a text holds one of these, standing by itself. Those shorter than three letters are in too many texts to tell. */
export function holdsOneOf(texts: readonly string[]): (text: string) => boolean {
  const words = asWords(texts.map(folded).filter((text) => text.length >= SHORTEST));
  return (text) => words?.test(folded(text)) ?? false;
}

function choicesOf(schema: object): unknown[] {
  const { options, wrapped, item } = schema as { options?: unknown[]; wrapped?: object; item?: object };
  const inner = wrapped ?? item;
  return options?.filter((option) => typeof option === 'string' && option !== '') ?? (inner ? choicesOf(inner) : []);
}

const folded = (text: string): string => foldText(text).trim();

/** One of the texts standing by itself, not within a longer word; null for none. */
function asWords(texts: readonly string[]): RegExp | null {
  if (texts.length === 0) return null;
  const escaped = [...new Set(texts)].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}
