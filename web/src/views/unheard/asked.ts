// What the address asks about who has heard nothing, as the service is asked it: in two parts, the quick one first.

import { daysAsked } from "../../parts/days";
import { type Asking, answerOf, type Schemas, service } from "../../service/client";
import type { paths } from "../../service/description";
import { whole } from "../plan/question";
import { FILTERS } from "../relays/asked";

export type UnheardQuery = NonNullable<paths["/v1/audiences/unheard"]["get"]["parameters"]["query"]>;

const PAGE = 10;
const USUAL_K = 10;

/** Return who has heard nothing: one page of them, and how many, without choosing through whom they could. */
export function peopleAsked(query: URLSearchParams): UnheardQuery {
  const cursor = query.get("cursor");
  return { ...asked(query), k: 0, limit: PAGE, ...(cursor ? { cursor } : {}) };
}

/** Return through whom they could. */
export function throughAsked(query: URLSearchParams): UnheardQuery {
  return { ...asked(query), k: kAsked(query), limit: 1 };
}

export function kAsked(query: URLSearchParams): number {
  return whole(query.get("k"), 1) ?? USUAL_K;
}

function asked(query: URLSearchParams): UnheardQuery {
  const named = ["topic", ...FILTERS].flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : []));
  const targets = query.getAll("target");
  return { ...Object.fromEntries(named), ...(targets.length > 0 ? { targets } : {}), days: daysAsked(query) };
}

export function askUnheard(query: UnheardQuery, how: Asking): Promise<Schemas["Unheard"]> {
  return answerOf(service.GET("/v1/audiences/unheard", { params: { query }, signal: how.signal }), how);
}
