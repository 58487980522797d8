/** The club's rules in words: places, faults and differences, in the reader's language. */
import type { MessageKey } from '../i18n/catalogue';
import { localDigits } from '../i18n/numbers';
import type { Translate } from '../i18n/t';
import type { ClubProblem } from './programme-check';
import type { ClubDifference } from './programme-document';

/** What is wrong, as a sentence. */
export function clubProblemWords(t: Translate, { code, args }: ClubProblem): string {
  if (code === 'out-of-range') return t(args.least === undefined ? 'club.problem.most' : 'club.problem.least', args);
  return t(`club.problem.${code}`, args);
}

/** A tier by itself: known names are translated, others shown as the programme writes them. */
export const tierTitle = (t: Translate, id: string): string =>
  t.has(`tier.${id}`) ? t(`tier.${id as 'gold'}`) : t.say('{name}', { name: { name: id } });

/** What a tier brings; a few have words in every language. */
export const benefitWords = (t: Translate, what: string): string =>
  t.has(`benefit.${what}`) ? t(`benefit.${what}` as MessageKey) : t.say('{name}', { name: { name: what } });

/** A place in the rules, from the widest to the narrowest: "Tiers, gold, reached at". */
export function clubPlace(t: Translate, path: readonly string[]): string {
  const words = path.map((name, i) => {
    if (path[0] === 'tiers' && i === 1) return tierTitle(t, name);
    if (t.has(`club.part.${name}`)) return t(`club.part.${name}` as MessageKey);
    return t.say('{name}', { name: { name } });
  });
  return words.join(t('model.place.and'));
}

/** "Tiers, gold, reached at: 5,000 → 4,000"; what came or went says so. */
export function clubDifferenceWords(t: Translate, { path, from, to }: ClubDifference): string {
  const place = { text: clubPlace(t, path) };
  if (isWorded(from) && isWorded(to)) return t('model.diff.changed', { place, from: shown(t, from), to: shown(t, to) });
  if (from === null) return t('model.diff.added', { place });
  if (to === null) return t('model.diff.removed', { place });
  return t('model.diff.other', { place });
}

type Worded = number | string | boolean;
const isWorded = (value: unknown): value is Worded => ['number', 'string', 'boolean'].includes(typeof value);
function shown(t: Translate, value: Worded): { text: string } {
  // Rates are finer than the two decimals that numbers are shown with.
  if (typeof value === 'number' && !Number.isInteger(value)) return { text: localDigits(value.toFixed(9).replace(/0+$/, ''), t.locale) };
  if (typeof value === 'number') return { text: t.say('{n}', { n: value }) };
  if (typeof value === 'boolean') return { text: t(value ? 'model.yes' : 'model.no') };
  return { text: t.has(`club.value.${value}`) ? t(`club.value.${value}` as MessageKey) : t.say('{name}', { name: { name: value } }) };
}
