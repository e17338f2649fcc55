// What the address asks about who is rising, as the service is asked it.

import { daysAsked } from "../../parts/days";
import type { paths } from "../../service/description";
import { FILTERS } from "../relays/asked";

export type RisingQuery = NonNullable<paths["/v1/accounts/rising"]["get"]["parameters"]["query"]>;

const PAGE = 10;

export function risingAsked(query: URLSearchParams): RisingQuery {
  const named = ["topic", ...FILTERS, "cursor"].flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : []));
  return { ...Object.fromEntries(named), days: daysAsked(query), limit: PAGE };
}
