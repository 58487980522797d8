/**
 * The rows of a long table that are in view, and as many again on either side; the others are two empty rows of their height. All rows are
 * equally high, and a screen reader is told of each which one of how many it is.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** The height of a row in px; css/window.css has the same. */
export const ROW = 40;
const SPARE = 20;

export interface WindowRow {
  key: string;
  cells: ComponentChildren[];
}
interface Props {
  caption: string;
  columns: readonly {
    label: ComponentChildren;
    number?: boolean;
    /** Left out where the page is narrow. */
    minor?: boolean;
    sort?: 'ascending' | 'descending' | undefined;
  }[];
  rows: readonly WindowRow[];
  /** How many rows there are in all, read or not yet; -1 where that is not known. */
  total: number;
  /** Called when the end of what was read comes near. */
  onEnd: () => void;
}

export function ListWindow({ caption, columns, rows, total, onEnd }: Props) {
  const head = useRef<HTMLTableSectionElement>(null);
  const [[from, to], setRange] = useState<[number, number]>([0, 3 * SPARE]);
  useEffect(() => {
    const look = () => {
      const top = head.current?.getBoundingClientRect().bottom ?? 0;
      const first = Math.max(0, Math.floor(-top / ROW) - SPARE);
      const last = Math.ceil((innerHeight - top) / ROW) + SPARE;
      setRange((was) => (was[0] === first && was[1] === last ? was : [first, last]));
      if (last >= rows.length) onEnd();
    };
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [rows.length, onEnd]);
  const classes = columns.map(({ number, minor }) => `${number ? 'num' : ''} ${minor ? 'minor' : ''}`.trim());
  const start = Math.min(from, Math.max(0, rows.length - 1));
  const shown = rows.slice(start, to);
  const gap = (count: number) =>
    count > 0 && (
      <tbody aria-hidden="true" class="gap">
        <tr>
          <td colSpan={columns.length} style={{ blockSize: `${count * ROW}px` }} />
        </tr>
      </tbody>
    );
  return (
    <div class="scroll">
      <table class="window" aria-rowcount={total < 0 ? -1 : total + 1}>
        <caption class="hidden">{caption}</caption>
        <thead ref={head}>
          <tr aria-rowindex={1}>
            {columns.map(({ label, sort }, i) => (
              <th key={i} scope="col" class={classes[i]} aria-sort={sort}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {gap(start)}
        <tbody>
          {shown.map(({ key, cells }, i) => (
            <tr key={key} aria-rowindex={start + i + 2}>
              {cells.map((cell, column) =>
                column === 1 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column} class={classes[column]}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {gap(rows.length - start - shown.length)}
      </table>
    </div>
  );
}
