/** The fields of the forms here: a line of text in either direction, a choice, a tick. */
import type { ComponentChildren } from 'preact';

export function TextField({
  label,
  value,
  most = 300,
  onInput,
}: {
  label: string;
  value: string;
  most?: number;
  onInput: (value: string) => void;
}) {
  return (
    <label class="field">
      <span class="sub">{label}</span>
      <input
        type="text"
        // Without a letter it is the page's; what is typed may be of another direction.
        dir={/\p{L}/u.test(value) ? 'auto' : undefined}
        maxLength={most}
        value={value}
        autocomplete="off"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

export interface Choice<Id extends string> {
  id: Id;
  label: string;
}
/** One of a few, as chips; with `value` '' none is chosen. */
export function ChoiceField<Id extends string>({
  label,
  name,
  value,
  choices,
  onChoose,
}: {
  label: string;
  name: string;
  value: Id | '';
  choices: readonly Choice<Id>[];
  onChoose: (id: Id) => void;
}) {
  return (
    <fieldset class="chips">
      <legend class="sub">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.id} class={`chip ${value === choice.id ? 'is-on' : ''}`}>
          <input type="radio" name={name} value={choice.id} checked={value === choice.id} onChange={() => onChoose(choice.id)} />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

export function TickField({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} /> {label}
    </label>
  );
}

/** A form that stands closed behind its name, and says what it lacks. */
export function FoldedForm({
  title,
  open = false,
  save,
  problem,
  onSave,
  children,
}: {
  title: string;
  open?: boolean;
  save: string;
  problem: string;
  onSave: () => void;
  children: ComponentChildren;
}) {
  return (
    <details class="folded" open={open}>
      <summary>{title}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        {children}
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="foot">
          <button type="submit" class="btn pri">
            {save}
          </button>
        </div>
      </form>
    </details>
  );
}
