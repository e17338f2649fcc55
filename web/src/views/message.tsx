// The view of message.

import { Panes } from "../parts/frame";

export function Message({ query }: { query: URLSearchParams }) {
  return <Panes answer={<h1>{query.toString()}</h1>} />;
}
