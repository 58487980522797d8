/** The list of customers at three sizes: rows that D1 reads for a page, and how long it takes. */
import { type Figure, rounded } from '../figure';
import type { Listed } from '../in-worker/list';
import { benchWorker } from '../workshop';

const SIZES = [1000, 10_000, 100_000];
const PIECE = 20_000;
const RUNS = 5;

export async function measure(): Promise<Figure[]> {
  const worker = await benchWorker();
  const figures: Figure[] = [];
  const now = Date.now();
  for (const size of SIZES) {
    const workspace = `list-${size}`;
    await worker.open(workspace);
    for (let from = 0; from < size; from += PIECE)
      await worker.call(workspace, 'seedList', { from, to: Math.min(size, from + PIECE), now });
    for (const { what, read, ms, rows } of await worker.call<Listed[]>(workspace, 'readLists', { runs: RUNS })) {
      const conditions = `among ${size.toLocaleString('en')} customers, ${rows} rows, median of ${RUNS}, inside workerd`;
      figures.push({ name: `list ${what}`, value: read, unit: 'rows read', budget: null, better: 'lower', conditions });
      figures.push({ name: `list ${what}`, value: rounded(ms), unit: 'ms', budget: null, better: 'lower', conditions });
    }
  }
  return figures;
}
