/** A table of words: every report is one, and every chart has one behind it. */
import type { ComponentChildren } from 'preact';
import type { Translate } from '../../shared/i18n/t';

export interface Column {
  label: string;
  /** Numbers stand at the end of their column. */
  number?: boolean;
}

export function FactTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column[];
  rows: readonly { key: string; cells: ComponentChildren[] }[];
}) {
  return (
    <div class="scroll">
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, number }) => (
              <th key={label} scope="col" class={number ? 'num' : ''}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, i) =>
                i === 0 ? (
                  <th key={i} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={i} class={columns[i]?.number ? 'num' : ''}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same numbers as a chart shows, for who does not see it. */
export function BehindChart({ t, ...table }: { t: Translate } & Parameters<typeof FactTable>[0]) {
  return (
    <details>
      <summary>{t('page.table')}</summary>
      <FactTable {...table} />
    </details>
  );
}
