/** What a site's adapter looks for, read out of its own file: those words stay in a captured page, all others go. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../worker/local/settings';

export interface HookWords {
  /** Words inside the adapter's selectors, patterns and lists. Kept in attributes that hold no free text. */
  words: ReadonlySet<string>;
  /** Names of attributes that its selectors ask for. */
  attributes: ReadonlySet<string>;
  /** Values, or parts of them, that its selectors ask for (`tr[id^="rcmrow"]`): what stands around them is somebody's. */
  values: readonly { name: string; value: string }[];
  /** Values by which a script, link or meta element gives the program away. */
  marks: readonly string[];
  /** Settings read out of a page's own script: where they stand, and their names. */
  settings: readonly { marker: string; members: readonly string[] }[];
}

const LITERAL = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/(?![*/])(?:[^/\\\n]|\\.)+\/[dgimsuvy]*/gu;
const SELECTED = /\[([\w-]+)(?:[*^$~|]?=(?:"([^"]*)"|'([^']*)'|([^"'\]]*)))?\]/gu;

/** @param source the text of an adapter's file. */
export function hookWordsOf(source: string): HookWords {
  const code = source
    .replace(/^\s*\/\*[\s\S]*?\*\//gmu, '')
    .replace(/^import [\s\S]*?;$/gmu, '')
    .replace(/(^|\s)\/\/.*$/gmu, '');
  const literals = code.match(LITERAL) ?? [];
  const hooks = literals.flatMap((literal) =>
    [...literal.matchAll(SELECTED)].map(([, name = '', ...values]) => ({ name, value: values.find(Boolean) ?? '' })),
  );
  const asked = [...code.matchAll(/scriptSetting\([^,]+, '([^']+)', '([^']+)'/gu)].map(([, marker = '', member = '']) => ({
    marker,
    member,
  }));
  const called = [...code.matchAll(/\.includes\('([^']*\W[^']*)'\)/gu)].map(([, marker = '']) => marker);
  const markers = [...new Set([...asked.map((one) => one.marker), ...called])];
  return {
    words: new Set(literals.flatMap((literal) => [...(literal.match(/[\p{L}\p{Nd}_]+/gu) ?? []), ...(literal.match(/\p{L}+/gu) ?? [])])),
    attributes: new Set(hooks.map((hook) => hook.name)),
    values: hooks.filter((hook) => hook.value.length > 1).sort((one, other) => other.value.length - one.value.length),
    marks: hooks.filter((hook) => ['src', 'href', 'content', 'http-equiv'].includes(hook.name)).map((hook) => hook.value || hook.name),
    settings: markers.map((marker) => ({ marker, members: asked.filter((one) => one.marker === marker).map((one) => one.member) })),
  };
}

/** Of a site by its id; of a page that no site claims, nothing is known and nothing kept. */
export function hookWordsFor(site: string | null): HookWords {
  return hookWordsOf(site ? readFileSync(path.join(ROOT, 'extension/sites', `${site}.ts`), 'utf8') : '');
}
