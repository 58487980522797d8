/** Columns named like the attributes of an event type → its data, each cell read as the vocabulary's schema asks. */
import { EVENTS, type EventType } from '../../../shared/event';
import { currencyCode, readFlag, readInstant, readMoney, readNumber } from './cells';
import type { DateOrder } from './date-order';
import { foldName } from './fold-name';
import { type Note, refuse } from './reason';

const INSTANTS = new Set(['since', 'joined_club', 'due', 'start', 'end', 'effective', 'until', 'expires']);

interface Shape {
  type: string;
  wrapped?: Shape;
  options?: readonly unknown[];
}
function bare(schema: Shape): Shape {
  return (schema.type === 'optional' || schema.type === 'nullable') && schema.wrapped ? bare(schema.wrapped) : schema;
}

/** Reads every filled cell whose header is an attribute of `type`; the vocabulary itself checks the result later. */
export function attributesOfRow(
  type: EventType,
  titles: readonly string[],
  row: readonly string[],
  notes: Map<string, Note>,
  order: DateOrder | null,
): Record<string, unknown> {
  const shapes = EVENTS[type].attributes.entries as unknown as Record<string, Shape>;
  const cells = new Map(titles.map((title, index) => [foldName(title), { title, text: row[index] ?? '' }]));
  const currency = cells.get('currency') ?? cells.get(foldName('ارز')) ?? cells.get(foldName('العملة')) ?? { title: 'currency', text: '' };
  const data: Record<string, unknown> = {};
  for (const [attribute, schema] of Object.entries(shapes)) {
    const cell =
      cells.get(foldName(attribute)) ??
      (attribute === 'amount' ? (cells.get(foldName('مبلغ')) ?? cells.get(foldName('المبلغ'))) : undefined);
    if (!cell || cell.text === '') continue;
    const { title, text } = cell;
    const shape = bare(schema);
    if (attribute === 'amount') {
      const money = readMoney(text, currency.text, title, currency.title, notes);
      data.amount = money.amount;
      data.currency = money.currency;
    } else if (attribute === 'currency') {
      // A toman is kept as rials; the amount, read with this column, has said so already.
      const code = currencyCode(text);
      data.currency ??= code === 'IRT' ? 'IRR' : (code ?? refuse(title, text, 'currency'));
    } else if (attribute === 'value') data.value = readMoney(text, currency.text, title, currency.title, notes);
    else if (INSTANTS.has(attribute)) data[attribute] = readInstant(text, title, notes, order);
    else if (shape.type === 'boolean') data[attribute] = readFlag(text, title);
    else if (shape.type === 'number' || (shape.type === 'picklist' && typeof shape.options?.[0] === 'number'))
      data[attribute] = readNumber(text) ?? refuse(title, text, 'number');
    else if (shape.type === 'picklist')
      data[attribute] =
        (shape.options as string[]).find((option) => foldName(option) === foldName(text)) ??
        refuse(title, text, 'choice', { choices: (shape.options as string[]).join(', ') });
    else if (shape.type === 'array')
      data[attribute] = text
        .split(/[,;،؛|]/u)
        .map((part) => part.trim())
        .filter(Boolean);
    else data[attribute] = text;
  }
  return data;
}
