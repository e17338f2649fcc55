// The view of communities.

import { Panes } from "../parts/frame";

export function Communities({ query }: { query: URLSearchParams }) {
  return <Panes answer={<h1>{query.toString()}</h1>} />;
}
