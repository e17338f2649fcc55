// What the address asks about relays, as the service is asked it.

import { changed } from "../../address";
import type { paths } from "../../service/description";

export type RelaysQuery = NonNullable<paths["/v1/relays"]["get"]["parameters"]["query"]>;

const SAID_ONCE = ["topic", "model", "counting", "random_seed"] as const;
const SAID_OFTEN = ["sources", "seeds", "silenced"] as const;

/** What narrows the list, without a word about how messages pass. */
export const FILTERS = [
  "platform",
  "language",
  "community",
  "outside_community",
  "on_list",
  "min_followers",
  "max_followers",
  "max_price",
] as const;

export const PAGE = 10;

/** Return the question of the list: one page of it. */
export function listAsked(query: URLSearchParams): RelaysQuery {
  const names = [...SAID_ONCE, ...FILTERS, "cursor"];
  return { ...picked(query, names, [...SAID_OFTEN, "exclude"]), limit: PAGE };
}

/** Return the question about one account: the same messages, whatever the list is narrowed to. */
export function oneAsked(query: URLSearchParams, account: string): RelaysQuery {
  const silenced = query.getAll("silenced").filter((other) => other !== account);
  const asked = picked(changed(query, { silenced }), SAID_ONCE, SAID_OFTEN);
  return { ...asked, accounts: [account], explain: true, by_hop: true, limit: 1 };
}

export function isNarrowed(query: URLSearchParams): boolean {
  return [...FILTERS, "exclude"].some((name) => query.has(name));
}

function picked(query: URLSearchParams, once: readonly string[], often: readonly string[]): RelaysQuery {
  const one = once.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : []));
  const many = often.flatMap((name) => (query.has(name) ? [[name, query.getAll(name)]] : []));
  return Object.fromEntries([...one, ...many]) as RelaysQuery; // what is no number there, the service refuses
}
