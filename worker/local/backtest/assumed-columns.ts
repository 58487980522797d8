/**
 * Columns that an events file may leave out at the desk, where nothing is kept: a plain log of who was active when needs no type, and
 * amounts that stand alone are all of one currency. What was assumed is said aloud.
 */
import { EVENT_COLUMNS, Header } from '../../connectors/csv/columns';

export interface Assumed {
  title: string;
  /** The cell of every row. */
  cell: string;
  /** One line for the person. */
  says: string;
}
/** ISO 4217 for "no currency". */
const NO_CURRENCY = 'XXX';

export function assumedColumns(titles: readonly string[]): Assumed[] {
  const header = new Header([...titles], EVENT_COLUMNS);
  const assumed: Assumed[] = [];
  const bought = header.has('amount');
  if (!header.has('type')) {
    const type = bought ? 'purchase' : 'usage';
    assumed.push({ title: 'type', cell: type, says: `The file has no column type: every row is read as ${type}.` });
  }
  if (bought && !header.has('currency'))
    assumed.push({
      title: 'currency',
      cell: NO_CURRENCY,
      says: 'The file has no column currency: amounts without one are read as one and the same.',
    });
  return assumed;
}
