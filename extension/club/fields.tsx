/** Fields of the rules: each reads and writes one place of the document and shows its fault under it. */
import { useId, useState } from 'preact/hooks';
import { localDigits } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { clubProblemWords } from '../../shared/loyalty/club-words';
import { foldText } from '../../shared/matching/fold-text';
import type { Rules } from './use-rules';

export interface FormProps {
  t: Translate;
  rules: Rules;
  readOnly: boolean;
}
type Path = readonly (string | number)[];
export type Empty = 'null' | 'absent';
interface FieldProps extends FormProps {
  path: Path;
  label: string;
  /** In a table the column says it; then it is only spoken. */
  spoken?: boolean;
}

/** What every input is given by its frame. */
interface Framed {
  id: string;
  readOnly: boolean;
  'aria-invalid': boolean;
}

function Frame({
  t,
  rules,
  path,
  label,
  spoken,
  readOnly,
  children,
}: FieldProps & { children: (input: Framed) => preact.ComponentChildren }) {
  const id = useId();
  const place = path.join('/');
  const fault = rules.problems.find((problem) => problem.path.join('/') === place);
  return (
    <span class={fault ? 'field wrong' : 'field'}>
      <label class={spoken ? 'hidden' : 'sub'} for={id}>
        {label}
      </label>
      {children({ id, readOnly, 'aria-invalid': fault !== undefined })}
      {fault && <span class="problem">{clubProblemWords(t, fault)}</span>}
    </span>
  );
}

/** A number in the reader's digits. Where it may be left out, an empty field says so. */
export function NumberCell({ empty, ...field }: FieldProps & { empty?: Empty | undefined }) {
  const { t, rules, path } = field;
  const value = rules.read(path);
  const written = typeof value === 'number' && !Number.isNaN(value) ? localDigits(plain(value), t.locale) : '';
  const [typed, setTyped] = useState(written);
  const none = empty === 'null' ? null : undefined;
  const read = (text: string): unknown => (text.trim() === '' && empty ? none : numberIn(text));
  const text = Object.is(read(typed), value ?? none) ? typed : written;
  return (
    <Frame {...field}>
      {(input) => (
        <input
          {...input}
          type="text"
          inputmode="decimal"
          dir="ltr"
          value={text}
          placeholder={empty ? t('club.unset') : undefined}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            rules.write(path, read(event.currentTarget.value));
          }}
        />
      )}
    </Frame>
  );
}

/** No exponent: 0.0000001 points a rial is written out. */
const plain = (value: number): string => value.toFixed(9).replace(/\.?0+$/, '');
function numberIn(text: string): number {
  const digits = foldText(text)
    .replace(/[,٬](?=\d{3})/gu, '')
    .replace('٫', '.')
    .trim();
  return /^-?\d*\.?\d+$/.test(digits) ? Number(digits) : Number.NaN;
}

export function TextCell(field: FieldProps & { empty?: Empty | undefined; worded?: (value: string) => string }) {
  const { rules, path, empty, worded } = field;
  const value = String(rules.read(path) ?? '');
  return (
    <Frame {...field}>
      {(input) => (
        <input
          {...input}
          type="text"
          dir="auto"
          value={worded ? worded(value) : value}
          maxLength={120}
          onChange={(event) => {
            const text = event.currentTarget.value.trim();
            if (worded && text === worded(value)) return;
            rules.write(path, text === '' && empty === 'absent' ? undefined : text);
          }}
        />
      )}
    </Frame>
  );
}

/** One of a closed list, in words. */
export function ChoiceCell({ options, word, ...field }: FieldProps & { options: readonly string[]; word: (value: string) => string }) {
  const { rules, path, readOnly } = field;
  return (
    <Frame {...field}>
      {({ id }) => (
        <select
          id={id}
          value={String(rules.read(path) ?? '')}
          disabled={readOnly}
          onChange={(event) => rules.write(path, event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {word(option)}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

/** Days of warning and the like: whole numbers with spaces between them. */
export function NumbersCell(field: FieldProps) {
  const { t, rules, path } = field;
  const value = (rules.read(path) as number[]).map((n) => localDigits(String(n), t.locale)).join(' ');
  return (
    <Frame {...field}>
      {(input) => (
        <input
          {...input}
          type="text"
          dir="ltr"
          value={value}
          onChange={(event) =>
            rules.write(
              path,
              event.currentTarget.value
                .split(/[\s,،]+/u)
                .filter((one) => one !== '')
                .map(numberIn),
            )
          }
        />
      )}
    </Frame>
  );
}
