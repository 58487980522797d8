/** A model document as text: JSON in one fixed order and layout, so that a person reads it and a line of a diff is one thing changed. */
import { type Checked, checkDocument, PARTS } from './document-check';
import type { ModelDocument } from './model-document';

/** What fits in a line of an editor. */
const WIDTH = 110;
/** Parts whose entries stand one a line, however short. */
const LISTED = new Set(['weights', 'competitors', 'thresholds', 'examples']);

/** The document as text, ending in a line break. Equal documents give equal text; `parseDocument` reads it back. */
export function printDocument(document: ModelDocument): string {
  const ordered = Object.fromEntries(PARTS.map((part) => [part, document[part]]));
  return `${print(ordered, '', true, 0)}\n`;
}

function print(value: unknown, indent: string, open: boolean, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inline = oneLine(value);
  if (!open && before + inline.length + indent.length <= WIDTH) return inline;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((one) => inner + print(one, inner, false, 0)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([name, one]) => {
    const head = `${inner}${JSON.stringify(name)}: `;
    return head + print(one, inner, indent === '' && LISTED.has(name) && Object.keys(one as object).length > 0, head.length - inner.length);
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return entries.length === 0 ? '{}' : `{ ${entries.map(([name, one]) => `${JSON.stringify(name)}: ${oneLine(one)}`).join(', ')} }`;
}

/** Reads the text of a document; all that is wrong with it where it is not sound. */
export function parseDocument(text: string): Checked {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    const line = lineOf(error, text);
    return { problems: [{ code: 'unreadable', path: [], args: line === null ? {} : { line } }] };
  }
  return checkDocument(given);
}

/** The line that the parser stumbled over, from 1; every engine says the place in its own words. */
function lineOf(error: unknown, text: string): number | null {
  const message = error instanceof Error ? error.message : '';
  const line = /\bline (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /\bposition (\d+)/.exec(message)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split('\n').length;
  return /end of/i.test(message) ? text.trimEnd().split('\n').length : null;
}
