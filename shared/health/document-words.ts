/** Model documents in words: places, faults and differences, in the reader's language. */
import type { MessageKey } from '../i18n/catalogue';
import { joinList } from '../i18n/lists';
import type { Translate } from '../i18n/t';
import type { DocumentProblem } from './document-check';
import type { Difference } from './document-diff';
import { EVERYONE } from './model-document';

/** What is wrong, as a sentence. */
export function documentProblemWords(t: Translate, { code, path, args }: DocumentProblem): string {
  if (code === 'unreadable' && args.line !== undefined) return t('model.problem.unreadable.line', args);
  if (code === 'weights-sum')
    return t(`model.problem.${code}`, { ...args, segment: { text: nameWords(t, 'weights', path.at(-1) ?? '', 0) } });
  return t(`model.problem.${code}`, args);
}

/** A place in a document in words, from the widest to the narrowest: "Weights, trade, Usage". */
export function placeWords(t: Translate, path: readonly string[]): string {
  const [part = '', ...within] = path;
  const words = [
    t.has(`model.part.${part}`) ? t(`model.part.${part}` as MessageKey) : part,
    ...within.map((name, i) => nameWords(t, part, name, i)),
  ];
  return words.join(t('model.place.and'));
}

function nameWords(t: Translate, part: string, name: string, depth: number): string {
  if (name === EVERYONE) return t('model.everyone');
  if (part === 'weights' && depth === 1 && t.has(`factor.${name}.name`)) return t(`factor.${name}.name`);
  if (part === 'horizon' && t.has(`factor.${name}.name`)) return t(`factor.${name}.name`);
  if (part === 'bands' && t.has(`band.${name}`)) return t(`band.${name}` as MessageKey);
  if (part === 'thresholds' && depth === 0) return signalName(t, name);
  if (part === 'thresholds') return thresholdName(t, name);
  return t.say('{name}', { name });
}

/** A signal in two or three words. */
export function signalName(t: Translate, id: string): string {
  return t.has(`signal.${id}.short`) ? t(`signal.${id}.short`) : id.replaceAll('-', ' ');
}

/** What a threshold of a signal counts; a name that no catalogue has stands as the rule writes it. */
export function thresholdName(t: Translate, name: string): string {
  return t.has(`threshold.${name}`) ? t(`threshold.${name}` as MessageKey) : name.replaceAll('_', ' ');
}

/** "Bands, Watch: 50 → 60"; what came or went says so. */
export function differenceWords(t: Translate, { path, from, to }: Difference): string {
  const place = { text: placeWords(t, path) };
  if (from === null) return t('model.diff.added', { place });
  if (to === null) return t('model.diff.removed', { place });
  if (isPlain(from) && isPlain(to)) return t('model.diff.changed', { place, from: shown(t, from), to: shown(t, to) });
  return t('model.diff.other', { place });
}

type Plain = number | string | boolean | readonly (number | string)[];
const isPlain = (value: unknown): value is Plain =>
  ['number', 'string', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((one) => typeof one === 'number'));
function shown(t: Translate, value: Plain): { text: string } {
  if (typeof value === 'boolean') return { text: t(value ? 'model.yes' : 'model.no') };
  if (typeof value === 'number') return { text: t.say('{n}', { n: value }) };
  if (typeof value === 'string') return { text: t.say('{name}', { name: value }) };
  const items = value.map((one) => t.say('{n}', { n: Number(one) }));
  return { text: items.length === 0 ? t('model.no') : joinList(t, items) };
}
