/** Columns named like the attributes of an event type → its data, each cell read as the vocabulary's schema asks. */
import { EVENTS, type EventType } from '../../../shared/event';
import { instantsOf } from '../../../shared/event-wire';
import { ATTRIBUTE_NAMES } from './attribute-names';
import { currencyCode, readFlag, readInstant, readMoney, readNumber } from './cells';
import type { DateOrder } from './date-order';
import { foldName } from './fold-name';
import { type Note, refuse } from './reason';
import { choiceOf } from './value-words';

interface Shape {
  type: string;
  wrapped?: Shape;
  options?: readonly unknown[];
}
function bare(schema: Shape): Shape {
  return (schema.type === 'optional' || schema.type === 'nullable') && schema.wrapped ? bare(schema.wrapped) : schema;
}

/** Which attributes of a type stand in which cells. */
interface Plan {
  attributes: { attribute: string; shape: Shape; at: number }[];
  currencyAt: number | null;
}
// Found once for each file and type: the titles of a file are one array for all its rows.
const plans = new WeakMap<readonly string[], Map<EventType, Plan>>();

function planOf(type: EventType, titles: readonly string[]): Plan {
  const ofFile = plans.get(titles) ?? new Map<EventType, Plan>();
  plans.set(titles, ofFile);
  const known = ofFile.get(type);
  if (known) return known;
  const places = new Map(titles.map((title, at) => [foldName(title), at]));
  const placeOf = (...names: string[]) => names.map((name) => places.get(foldName(name))).find((at) => at !== undefined) ?? null;
  const plan: Plan = { attributes: [], currencyAt: placeOf('currency', 'ارز', 'العملة') };
  for (const [attribute, schema] of Object.entries(EVENTS[type].attributes.entries as unknown as Record<string, Shape>)) {
    const at = placeOf(attribute, ...(ATTRIBUTE_NAMES[attribute] ?? []));
    if (at !== null) plan.attributes.push({ attribute, shape: bare(schema), at });
  }
  ofFile.set(type, plan);
  return plan;
}

const cellAt = (titles: readonly string[], row: readonly string[], at: number) => ({ title: titles[at] ?? '', text: row[at] ?? '' });

/** One of a closed list, by its name or by what people call it, which is noted once for each word. */
function readChoice(
  type: EventType,
  attribute: string,
  choices: readonly string[],
  { title, text }: { title: string; text: string },
  notes: Map<string, Note>,
): string {
  const value = choiceOf(type, attribute, choices, text) ?? refuse(title, text, 'choice', { choices: choices.join(', ') });
  const word = foldName(text);
  const note = `choice ${title} ${value} ${word}`;
  if (word !== foldName(value) && !notes.has(note)) notes.set(note, { key: 'choice', args: { column: title, from: text, to: value } });
  return value;
}

/** Reads every filled cell whose header is an attribute of `type`; the vocabulary itself checks the result later. */
export function attributesOfRow(
  type: EventType,
  titles: readonly string[],
  row: readonly string[],
  notes: Map<string, Note>,
  order: DateOrder | null,
): Record<string, unknown> {
  const { attributes, currencyAt } = planOf(type, titles);
  const currency = currencyAt === null ? { title: 'currency', text: '' } : cellAt(titles, row, currencyAt);
  const data: Record<string, unknown> = {};
  for (const { attribute, shape, at } of attributes) {
    const cell = cellAt(titles, row, at);
    if (cell.text === '') continue;
    const { title, text } = cell;
    if (attribute === 'amount') {
      const money = readMoney(text, currency.text, title, currency.title, notes);
      data.amount = money.amount;
      data.currency = money.currency;
    } else if (attribute === 'currency') {
      // A toman is kept as rials; the amount, read with this column, has said so already.
      const code = currencyCode(text);
      data.currency ??= code === 'IRT' ? 'IRR' : (code ?? refuse(title, text, 'currency'));
    } else if (attribute === 'value' || attribute === 'cost')
      data[attribute] = readMoney(text, currency.text, title, currency.title, notes);
    else if (instantsOf(type).includes(attribute)) data[attribute] = readInstant(text, title, notes, order);
    else if (shape.type === 'boolean') data[attribute] = readFlag(text, title);
    else if (shape.type === 'number' || (shape.type === 'picklist' && typeof shape.options?.[0] === 'number'))
      data[attribute] = readNumber(text) ?? refuse(title, text, 'number');
    else if (shape.type === 'picklist') data[attribute] = readChoice(type, attribute, shape.options as string[], cell, notes);
    else if (shape.type === 'array')
      data[attribute] = text
        .split(/[,;،؛|]/u)
        .map((part) => part.trim())
        .filter(Boolean);
    else data[attribute] = text;
  }
  return data;
}
