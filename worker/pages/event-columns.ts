/** The help below the import form: every type of event, what it means, and the columns that it reads. Made from the vocabulary itself. */
import { html } from 'hono/html';
import { EVENT_TYPES, EVENTS, type EventType } from '../../shared/event';
import type { Locale } from '../../shared/i18n/message';
import type { Html } from './html';
import { say } from './text';

/** The columns of a type: its attributes, those it cannot do without first. Of an amount, `currency` is a column beside it. */
export function columnsOf(type: EventType): { needed: string[]; others: string[] } {
  const entries = Object.entries(EVENTS[type].attributes.entries as Record<string, { type: string }>);
  const named = (optional: boolean) => entries.filter(([, schema]) => (schema.type === 'optional') === optional).map(([name]) => name);
  return { needed: named(false), others: named(true) };
}

/** A folded table: type, its words, its columns. */
export function eventColumns(locale: Locale): Html {
  const row = (type: EventType) => {
    const { needed, others } = columnsOf(type);
    const name = (column: string) => html`<bdi dir="ltr"><code>${column}</code></bdi> `;
    return html`<tr><td><bdi dir="ltr"><code>${type}</code></bdi></td><td>${say(locale, `event.${type}`)}</td><td>${needed.map((column) => html`<b>${name(column)}</b>`)}${others.map(name)}</td></tr>`;
  };
  return html`<details class="panel"><summary>${say(locale, 'import.types')}</summary><p class="hint">${say(locale, 'import.types-note')}</p>
<div class="scroll"><table><thead><tr><th>${say(locale, 'import.type')}</th><th>${say(locale, 'import.meaning')}</th><th>${say(locale, 'import.columns')}</th></tr></thead>
<tbody>${EVENT_TYPES.map(row)}</tbody></table></div></details>`;
}
