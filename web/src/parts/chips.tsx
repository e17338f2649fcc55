// Things that are chosen, each of which a click takes out again.

import type { ComponentChildren } from "preact";
import { words } from "../words";
import { Called } from "./called";

export interface Chip {
  key: string;
  name: string;
  /** What stands before the name, such as a dot in a colour. */
  mark?: ComponentChildren;
}

interface Chosen {
  label: string;
  chips: readonly Chip[];
  remove: (key: string) => void;
}

export function Chips({ label, chips, remove }: Chosen) {
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={label}>
      {chips.map(({ key, name, mark }) => (
        <li key={key} class="chip">
          {mark}
          <Called name={name} />
          <button type="button" class="take-out" aria-label={words().fields.takeOut(name)} onClick={() => remove(key)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
