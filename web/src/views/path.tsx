// The view of path.

import { Panes } from "../parts/frame";

export function Path({ query }: { query: URLSearchParams }) {
  return <Panes answer={<h1>{query.toString()}</h1>} />;
}
