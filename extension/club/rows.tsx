/** A list of the rules as a table: a row for each thing, a column for each of its members. */
import type { MessageKey } from '../../shared/i18n/catalogue';
import type { Translate } from '../../shared/i18n/t';
import { ChoiceCell, type Empty, type FormProps, NumberCell, TextCell } from './fields';

export interface Column {
  /** Members below a row: `value.amount` is ['value', 'amount']. */
  path: readonly string[];
  as: 'number' | 'text' | 'choice';
  empty?: Empty;
  options?: readonly string[];
  worded?: (value: string) => string;
}
interface RowsProps extends FormProps {
  path: readonly (string | number)[];
  columns: readonly Column[];
  /** What a new row is; its id must be one that no other has. */
  blank: (id: string) => object;
}

export const partWord = (t: Translate, name: string): string => (t.has(`club.part.${name}`) ? t(`club.part.${name}` as MessageKey) : name);
export const valueWord =
  (t: Translate) =>
  (value: string): string =>
    t.has(`club.value.${value}`) ? t(`club.value.${value}` as MessageKey) : value;

export function Rows({ path, columns, blank, ...form }: RowsProps) {
  const { t, rules, readOnly } = form;
  const rows = (rules.read(path) ?? []) as { id?: string }[];
  const free = () => {
    for (let n = rows.length + 1; ; n++) if (!rows.some(({ id }) => id === `${n}`)) return `${n}`;
  };
  return (
    <div class="scroll">
      {rows.length > 0 && (
        <table class="rows">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.path.join('.')} scope="col" class="sub">
                  {partWord(t, column.path.at(-1) ?? '')}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((_, i) => (
              <tr key={i}>
                {columns.map((column) => {
                  const at = [...path, i, ...column.path];
                  const label = t('club.row', { place: { text: partWord(t, column.path.at(-1) ?? '') }, n: i + 1 });
                  const cell = { ...form, path: at, label, spoken: true };
                  return (
                    <td key={column.path.join('.')} class={column.as}>
                      {column.as === 'number' ? (
                        <NumberCell {...cell} empty={column.empty} />
                      ) : column.as === 'choice' ? (
                        <ChoiceCell {...cell} options={column.options ?? []} word={valueWord(t)} />
                      ) : (
                        <TextCell {...cell} empty={column.empty} {...(column.worded ? { worded: column.worded } : {})} />
                      )}
                    </td>
                  );
                })}
                <td>
                  {!readOnly && (
                    <button
                      type="button"
                      class="btn txt"
                      aria-label={t('club.row', { place: { text: t('club.remove') }, n: i + 1 })}
                      onClick={() =>
                        rules.write(
                          path,
                          rows.filter((__, other) => other !== i),
                        )
                      }
                    >
                      {t('club.remove')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!readOnly && (
        <button type="button" class="btn txt" onClick={() => rules.write(path, [...rows, blank(free())])}>
          {t('club.add')}
        </button>
      )}
    </div>
  );
}
