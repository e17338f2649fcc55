// Where everybody begins: search first.

import { addressOf, go } from "../address";
import { TopicField } from "../parts/fields";
import { Panes } from "../parts/frame";
import { words } from "../words";

export function Start({ query }: { query: URLSearchParams }) {
  const choose = (topic: string) => go(addressOf("relays", { topic }, query));
  return <Panes answer={<TopicField label={words().frame.relays} value="" choose={choose} />} />;
}
