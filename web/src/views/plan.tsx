// The view of plan.

import { Panes } from "../parts/frame";

export function Plan({ query }: { query: URLSearchParams }) {
  return <Panes answer={<h1>{query.toString()}</h1>} />;
}
