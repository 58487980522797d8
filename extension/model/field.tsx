import { useId, useState } from 'preact/hooks';
import type { DocumentProblem } from '../../shared/health/document-check';
import { documentProblemWords } from '../../shared/health/document-words';
import { localDigits } from '../../shared/i18n/numbers';
import type { Translate } from '../../shared/i18n/t';
import { foldText } from '../../shared/matching/fold-text';

/** What every part of the form is given. */
export interface FormProps {
  t: Translate;
  problems: readonly DocumentProblem[];
  readOnly: boolean;
}

/** The fault at a place, in words; '' where there is none. */
export function faultAt({ t, problems }: Pick<FormProps, 't' | 'problems'>, path: readonly string[]): string {
  const found = problems.find((problem) => problem.path.join('/') === path.join('/'));
  return found ? documentProblemWords(t, found) : '';
}

interface NumberFieldProps extends FormProps {
  label: string;
  /** The label is drawn, not only spoken. */
  shown?: boolean;
  path: string[];
  value: number;
  onChange: (value: number) => void;
  /** The number stands in the document as a share and is edited in percent. */
  percent?: boolean;
  unit?: string;
}

/** A number of the document, in the reader's digits, with its fault under it. */
export function NumberField({
  t,
  problems,
  readOnly,
  label,
  shown = true,
  path,
  value,
  onChange,
  percent = false,
  unit,
}: NumberFieldProps) {
  const id = useId();
  const fault = faultAt({ t, problems }, path);
  const written = Number.isNaN(value) ? '' : localDigits(String(percent ? Math.round(value * 1000) / 10 : value), t.locale);
  const [typed, setTyped] = useState(written);
  // What was typed stays as long as it means the number; another part of the page (the text, an undo) may have changed that.
  const text = Object.is(read(typed, percent), value) ? typed : written;
  return (
    <span class={fault ? 'field wrong' : 'field'}>
      <label class={shown ? 'sub' : 'hidden'} for={id}>
        {label}
      </label>
      <span class="number">
        <input
          id={id}
          type="text"
          inputmode="decimal"
          dir="ltr"
          value={text}
          readOnly={readOnly}
          aria-invalid={fault !== ''}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            onChange(read(event.currentTarget.value, percent));
          }}
        />
        {unit && <span class="sub">{unit}</span>}
      </span>
      {fault && (
        <span class="problem" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </span>
  );
}

/** The number in a text of any digits; NaN where it holds none. */
function read(text: string, percent: boolean): number {
  const plain = foldText(text).replace(',', '.').trim();
  const value = /^-?\d*\.?\d+$/.test(plain) ? Number(plain) : Number.NaN;
  return percent ? Math.round(value * 10) / 1000 : value;
}
