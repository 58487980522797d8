/** The parts of a domain that say whose it is, without a list of all public suffixes: `eu.acme.co.uk` is `acme` under `co.uk`. */
import { unicodeLabel } from './punycode';

export interface RegisteredDomain {
  /** Labels before the registered one, in Unicode form. */
  above: string[];
  /** The registered label, in Unicode form. */
  label: string;
  /** What it is registered under. */
  ending: string;
}
const SECOND = new Set('ac co com edu gen go gob gov id ltd me mil ne net nom or org plc sch web'.split(' '));

/** The parts of a normalised domain. Where a suffix is not known, too little is taken for the owner's, never too much for two owners'. */
export function registeredDomain(domain: string): RegisteredDomain {
  const labels = domain.split('.');
  const long = labels.length > 2 && labels.at(-1)?.length === 2 && SECOND.has(labels.at(-2) ?? '');
  const at = Math.max(labels.length - (long ? 3 : 2), 0);
  return {
    above: labels.slice(0, at).map(unicodeLabel),
    label: unicodeLabel(labels[at] ?? ''),
    ending: labels.slice(at + 1).join('.'),
  };
}

/** A domain as people read it. */
export const shownDomain = (domain: string): string => domain.split('.').map(unicodeLabel).join('.');
