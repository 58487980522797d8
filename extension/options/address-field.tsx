interface AddressFieldProps {
  label: string;
  example: string;
  value: string;
  onChange: (value: string) => void;
}

/** A field for a web address: always from left to right, and text rather than `url`, so that the scheme may be left out. */
export function AddressField({ label, example, value, onChange }: AddressFieldProps) {
  return (
    <label class="grow">
      <span class="sub">{label}</span>
      <input
        dir="ltr"
        type="text"
        inputmode="url"
        value={value}
        placeholder={example}
        spellcheck={false}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
