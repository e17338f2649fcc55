// The view of relays.

import { Panes } from "../parts/frame";

export function Relays({ query }: { query: URLSearchParams }) {
  return <Panes answer={<h1>{query.toString()}</h1>} />;
}
