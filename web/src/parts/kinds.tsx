// The questions of one view, of which one is asked at a time.

import { words } from "../words";

interface Kind {
  name: string;
  href: string;
  chosen: boolean;
}

export function Kinds({ kinds }: { kinds: readonly Kind[] }) {
  return (
    <nav class="kinds" aria-label={words().frame.kinds}>
      {kinds.map(({ name, href, chosen }) => (
        <a key={name} href={href} aria-current={chosen ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
