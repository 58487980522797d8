/**
 * What the build leaves out, or out of the way, because the background starts many times a day and the browser reads all of it each
 * time: a language's words become text that is parsed when somebody first reads them, the examples of the signals stay with the tests.
 * The sources stay as people write them; a file that cannot be read so ends the build.
 */
import type { Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}
type Parse = (code: string) => unknown;

const LOCALE = /\/shared\/i18n\/locales\/[a-z-]+\.ts$/;
const SIGNAL = /\/shared\/signals\/[a-z-]+\.ts$/;

/** The plugin of the extension's build. */
export function leanBuild(): Plugin {
  return {
    name: 'vafa:lean-build',
    apply: 'build',
    transform(code, id) {
      const parse: Parse = (text) => this.parse(text);
      const file = id.replaceAll('\\', '/').split('?')[0] ?? '';
      if (LOCALE.test(file)) return { code: wordsAsText(code, parse), map: null };
      if (SIGNAL.test(file)) return { code: withoutExamples(code, parse), map: null };
      return null;
    },
  };
}

/**
 * A language's file (as JavaScript) with its `messages` as one text, parsed at the first reading of `language.messages`. Throws where the
 * messages are not one literal of strings and plural forms.
 */
export function wordsAsText(code: string, parse: Parse): string {
  const nodes = nodesOf(parse(code));
  const words = nodes.find((node) => node.type === 'VariableDeclarator' && nameOf(node.id) === 'messages');
  const [held, ...more] = nodes.filter((node) => node.type === 'Property' && nameOf(node.key) === 'messages' && node.shorthand === true);
  const literal = words?.init as Node | null | undefined;
  if (literal?.type !== 'ObjectExpression' || held === undefined || more.length > 0)
    throw new Error('a language holds its messages as one literal, and `messages` in `language`');
  const text = code.slice(literal.start, literal.end);
  const value: unknown = new Function(`return (${text})`)();
  const json = JSON.stringify(value);
  if (!isSame(value, JSON.parse(json))) throw new Error('messages are strings and plural forms, nothing else');
  return splice(code, [
    [literal, `/* @__PURE__ */ (() => { let words; return () => (words ??= JSON.parse(${JSON.stringify(json)})); })()`],
    [held, 'get messages() { return messages(); }'],
  ]);
}

/** A signal's file (as JavaScript) without its `examples`; a file without any stays as it is. */
export function withoutExamples(code: string, parse: Parse): string {
  const examples = nodesOf(parse(code)).filter(
    (node) => node.type === 'Property' && node.kind === 'get' && nameOf(node.key) === 'examples',
  );
  return splice(
    code,
    examples.map((node) => [node, 'examples: []']),
  );
}

/** The same members all the way down: what JSON cannot say is missing from what it says. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  const [names, others] = [Object.keys(a), Object.keys(b)];
  return (
    names.length === others.length &&
    names.every((name) => isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
  );
}

const nameOf = (node: unknown): string | undefined => (node as { name?: string } | null)?.name;

/** Every node of a syntax tree, parents before what is in them. */
function nodesOf(tree: unknown): Node[] {
  if (Array.isArray(tree)) return tree.flatMap(nodesOf);
  if (typeof tree !== 'object' || tree === null) return [];
  const inner = Object.values(tree).flatMap((value) => (typeof value === 'object' ? nodesOf(value) : []));
  return 'type' in tree && 'start' in tree ? [tree as Node, ...inner] : inner;
}

function splice(code: string, edits: readonly (readonly [node: Node, text: string])[]): string {
  let out = code;
  for (const [{ start, end }, text] of [...edits].sort(([a], [b]) => b.start - a.start)) out = out.slice(0, start) + text + out.slice(end);
  return out;
}
