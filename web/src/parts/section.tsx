// A part of an answer under its title.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface Titled {
  title: string;
  children: ComponentChildren;
}

export function Section({ title, children }: Titled) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
