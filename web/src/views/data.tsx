// The view of data.

import { Panes } from "../parts/frame";

export function Data({ query }: { query: URLSearchParams }) {
  return <Panes answer={<h1>{query.toString()}</h1>} />;
}
