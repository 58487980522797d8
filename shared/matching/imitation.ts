/**
 * Does a stranger's address pass for a known customer's? Asked only after nothing matched, and answered "no" where in doubt: a
 * false alarm a week is what makes people stop reading alarms. Lengths are letters of the known name's skeleton (see skeleton.ts).
 *
 * A domain imitates a known one when
 * - it looks the same and is written otherwise (quil1brook, quiIlbrook, quіllbrook, bookbam for bookbarn), from 5 letters on, or from
 *   3 where it has letters outside ASCII; under another ending from 8, outside ASCII from 5;
 * - it is written the same under another ending (quillbrook.net), from 8 letters on;
 * - it is one edit away, from 7 letters on (a letter replaced by an unlike one: from 9), two from 14; the first letter and all digits
 *   agree, and so does the ending (for one edit from 12 letters on it need not);
 * - it is the known name with words of a lure before or after (quillbrook-billing, securequillbrook), from 6 letters on; with any
 *   other word after a hyphen from 10;
 * - the whole known domain stands before somebody else's (quillbrook.example.evil.tld, quillbrook-example.evil.tld), at any length.
 * A company's whole name (ten letters or more, without its legal form) as the domain counts like the domain.
 *
 * A display name imitates a customer when it is that name one edit away, from 14 letters on (people are called Maria and Mario
 * Garcia), or with words of a lure; the name that a program writes under claims nothing. At a free-mail
 * provider the part before the @ imitates when it is a customer's domain or whole name, with or without words of a lure, from 8 letters.
 *
 * Nothing is an imitation that is registered under a known domain's own label and ending.
 */
import { domainOf, isAutomatic } from './address';
import { editDistance } from './edit-distance';
import { isFreeMail } from './free-mail';
import { type Like, type Likes, likeOfName, likesKey } from './likes';
import { withoutLures } from './lures';
import { type RegisteredDomain, registeredDomain } from './registered-domain';
import { skeleton } from './skeleton';

const SWAPPED = { ascii: 5, other: 3 };
const OTHER_ENDING = { ascii: 8, other: 5 };
const ONE_EDIT = 7;
const REPLACED = 9;
const ANY_ENDING = 12;
const TWO_EDITS = 14;
const WITH_LURE = 6;
const WITH_ANY_WORD = 10;
const WHOLE_NAME = 10;
const NAME_ONE_EDIT = 14;
const AT_FREE_MAIL = 8;

export interface Imitation {
  customer: string;
  /** The domain that is imitated; '' where it is the customer's name. */
  known: string;
}
/** One way of reading an address or a name; `far` is how much closer another reading is. */
interface Probe {
  like: string;
  near: boolean;
  fits(known: Like): number | null;
}

/** The lists that have to be at hand to judge this address and name. */
export function likesKeysFor(address: string, name: string): string[] {
  return [...new Set(probesOf(address, name).flatMap(keysOf))];
}

/** The list that has to be at hand to say whether an address is at a known domain. */
export const knownDomainKey = (address: string): string => likesKey(skeleton(registeredDomain(domainOf(address)).label));

/** Is it under the label and ending of a domain that we know of anybody? Then it is theirs, whoever writes. */
export function isAtKnownDomain(likes: Likes, address: string): boolean {
  const { label, ending } = registeredDomain(domainOf(address));
  const fits = ([, , domain, written]: Like): boolean => domain !== '' && written === label && registeredDomain(domain).ending === ending;
  return (likes[knownDomainKey(address)] ?? []).some(fits);
}

/** Whom the sender passes for, whose domain nobody has; null where for nobody. null where for nobody. Of several the closest, then the first by domain and id. */
export function imitated(likes: Likes, address: string, name: string): Imitation | null {
  let best: { rank: number; like: Like } | null = null;
  for (const probe of probesOf(address, name)) {
    for (const key of keysOf(probe)) {
      for (const like of likes[key] ?? []) {
        const rank = probe.fits(like);
        if (rank !== null && (best === null || rank < best.rank || (rank === best.rank && orderOf(like) < orderOf(best.like))))
          best = { rank, like };
      }
    }
  }
  return best && { customer: best.like[1], known: best.like[2] };
}

const orderOf = ([, customer, domain]: Like): string => `${domain === '' ? '~' : domain} ${customer}`;
const editsAllowed = (length: number): number => (length >= TWO_EDITS ? 2 : length >= ONE_EDIT ? 1 : 0);

function keysOf({ like, near }: Probe): string[] {
  const lengths = near ? [-2, -1, 0, 1, 2].filter((by) => Math.abs(by) <= editsAllowed(like.length + by)) : [0];
  return lengths.map((by) => likesKey(like, like.length + by));
}

function probesOf(address: string, name: string): Probe[] {
  const domain = domainOf(address);
  const probes = isFreeMail(domain) ? ofLocalPart(address.slice(0, address.lastIndexOf('@'))) : ofDomain(registeredDomain(domain));
  return [...probes, ...(isAutomatic(address) ? [] : ofName(name))].filter(({ like }) => like.length >= SWAPPED.other);
}

function ofDomain(seen: RegisteredDomain): Probe[] {
  const whole: Probe = { like: skeleton(seen.label), near: true, fits: (known) => fitsDomain(seen, whole.like, known) };
  const probes = [whole];
  for (const core of withoutLures(seen.label)) probes.push(exact(core, WITH_LURE, 3));
  const words = seen.label.split('-');
  if (words.length > 1) probes.push(exact(words.slice(0, -1).join(''), WITH_ANY_WORD, 4));
  if (words.length > 2) probes.push(exact(words[0] ?? '', WITH_ANY_WORD, 4));
  return [...probes, ...ofWholeDomainInside(seen)];
}

function fitsDomain(seen: RegisteredDomain, like: string, [known, , domain, written]: Like): number | null {
  const script = isAscii(seen.label) ? 'ascii' : 'other';
  if (domain === '') return known === like && known.length >= WHOLE_NAME ? 5 : null;
  const { ending } = registeredDomain(domain);
  if (known === like) {
    if (ending !== seen.ending) return known.length >= OTHER_ENDING[script] ? 1 : null;
    return written !== seen.label && known.length >= SWAPPED[script] ? 0 : null;
  }
  const edits = editsBetween(like, seen.label, known, written);
  if (edits === null || (ending !== seen.ending && (edits > 1 || known.length < ANY_ENDING))) return null;
  return edits + 1;
}

/** How many edits apart, where so many may be an imitation; else null. */
function editsBetween(like: string, seen: string, known: string, written: string): number | null {
  const most = editsAllowed(known.length);
  const edits = most === 0 ? 1 : editDistance(like, known, most);
  if (edits > most || digitsOf(seen) !== digitsOf(written)) return null;
  const replaced = edits === 1 && like.length === known.length && [...like].sort().join('') !== [...known].sort().join('');
  return replaced && known.length < REPLACED ? null : edits;
}

/** The known domain as words before somebody else's: dots may have become hyphens. */
function ofWholeDomainInside({ above, label }: RegisteredDomain): Probe[] {
  const words = [...above, label].flatMap((part) => part.split('-')).slice(-6);
  return words.slice(0, -1).map((word, at) => {
    const rest = [words.slice(at, at + 2).join('.'), words.slice(at, at + 3).join('.')];
    return { like: skeleton(word), near: false, fits: ([, , domain]) => (domain !== '' && rest.includes(domain) ? 0 : null) };
  });
}

function ofLocalPart(local: string): Probe[] {
  const plain = local.replace(/\+.*$/u, '').replace(/\d+$/u, '');
  return [plain.replace(/[._-]/gu, ''), ...withoutLures(plain)].map((core) => exact(core, AT_FREE_MAIL, 3));
}

function ofName(name: string): Probe[] {
  const { written, like } = likeOfName(name);
  const whole: Probe = {
    like,
    near: like.length >= NAME_ONE_EDIT - 1,
    fits: ([known, , domain, knownName]) => {
      if (domain !== '' || known.length < WHOLE_NAME) return null;
      const edits = editsBetween(like, written, known, knownName);
      return known === like || (edits === 1 && known.length >= NAME_ONE_EDIT) ? 2 : null;
    },
  };
  return [whole, ...withoutLures(written).map((core) => exact(core, WITH_LURE, 4))];
}

/** Looks exactly like something known of at least so many letters. */
function exact(text: string, least: number, rank: number): Probe {
  const like = skeleton(text);
  return { like, near: false, fits: ([known]) => (known === like && known.length >= least ? rank : null) };
}

const digitsOf = (text: string): string => text.replace(/\D/gu, '');
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/u.test(text);
