// A field for a number, which may be left empty.

import { useId } from "preact/hooks";

interface NumberField {
  label: string;
  value: string;
  choose: (value: string) => void;
  min?: number;
  max?: number;
  step?: number | "any";
}

export function NumberField({ label, value, choose, min = 0, max, step = 1 }: NumberField) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={(event) => event.currentTarget.reportValidity() && choose(event.currentTarget.value)}
      />
    </div>
  );
}
