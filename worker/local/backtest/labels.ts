/** `--labels`: who left when, as a CSV of customers and days. */
import { readFileSync } from 'node:fs';
import { dayOf } from '../../../shared/event';
import { readDate } from '../../../shared/i18n/dates-parse';
import { type Columns, CUSTOMER_COLUMNS, Header, isKnownHeader } from '../../connectors/csv/columns';
import { findDateOrder, toYearFirst } from '../../connectors/csv/date-order';
import { decodeText } from '../../connectors/csv/decode-text';
import { readTable } from '../../connectors/csv/read-table';
import { ToolError } from '../settings';

const COLUMNS = {
  customer: [...CUSTOMER_COLUMNS.customer, ...CUSTOMER_COLUMNS.name],
  left_at: [
    'left at',
    'left',
    'left on',
    ...CUSTOMER_COLUMNS.lost,
    'churned at',
    'churn date',
    'churned',
    'at',
    'date',
    'تاریخ',
    'التاريخ',
  ],
} satisfies Columns;

/** Customer → UTC day number on which they left, the first where several are given. A row without a day says that they stayed. */
export function readLabels(file: string): Map<string, number> {
  const { header, rows } = readTable(decodeText(readFileSync(file)).text, isKnownHeader);
  const found = new Header(header, COLUMNS);
  for (const column of ['customer', 'left_at'])
    if (!found.has(column))
      throw new ToolError(`The labels have no column ${column}. Their first line names: ${header.slice(0, 12).join(', ').slice(0, 300)}.`);
  const order = findDateOrder(
    header,
    rows.map(({ cells }) => cells),
  );
  const labels = new Map<string, number>();
  for (const { line, cells } of rows) {
    const customer = found.cell(cells, 'customer').text;
    const { text, title } = found.cell(cells, 'left_at');
    if (text === '') continue;
    const yearFirst = toYearFirst(text, order);
    const read = yearFirst === 'unclear' ? null : readDate(yearFirst ?? text);
    if (customer === '' || !read)
      throw new ToolError(`The labels cannot be read at line ${line}: ${customer === '' ? 'no customer' : `${title} is no date`}.`);
    labels.set(customer, Math.min(labels.get(customer) ?? Infinity, dayOf(read.at)));
  }
  if (labels.size === 0) throw new ToolError('The labels name nobody who left.');
  return labels;
}
