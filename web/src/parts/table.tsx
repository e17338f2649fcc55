// A table that moves sideways where it is wider than its place.

import type { ComponentChildren } from "preact";

interface Tabled {
  label: string;
  heads: readonly string[];
  children: ComponentChildren;
}

export function Table({ label, heads, children }: Tabled) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: so that whoever has no mouse can move it
    // biome-ignore lint/a11y/useSemanticElements: no fields stand in it
    <div class="table" role="group" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
