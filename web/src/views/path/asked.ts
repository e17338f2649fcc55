// What the address asks about paths, as the service is asked it.

import type { Schemas } from "../../service/client";
import type { paths } from "../../service/description";

export type PathsQuery = paths["/v1/paths"]["get"]["parameters"]["query"];
export type Kind = Schemas["Paths"]["by"];

export const KINDS = ["influence", "warm", "time"] as const satisfies readonly Kind[];

const FEW = 4;
const MANY = 12;

/** Return which paths are asked about; a kind that there is not is left to the service to refuse. */
export function kindAsked(query: URLSearchParams): Kind {
  return (query.get("by") ?? "influence") as Kind;
}

/** Return the question; null while it is not said from whom and to whom. */
export function pathsAsked(query: URLSearchParams): PathsQuery | null {
  const [sources, target, by] = [query.getAll("sources"), query.get("target"), kindAsked(query)];
  if (sources.length === 0 || !target) return null;
  const asked = { sources, target, by, limit: query.has("more") ? MANY : FEW };
  if (by !== "influence") return asked; // neither topic nor reasons mean anything to the others
  const named = Object.fromEntries(
    ["topic", "model"].flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : [])),
  );
  return { ...asked, ...named, explain: true };
}

/** Return who could introduce the one to the other; null where that is what is asked already. */
export function introductionsAsked(query: URLSearchParams): PathsQuery | null {
  const asked = pathsAsked(query);
  if (asked?.by !== "influence") return null;
  return { sources: asked.sources, target: asked.target, by: "warm", limit: 1 };
}

/** Return the place, from 0, of the way that is chosen. */
export function wayChosen(query: URLSearchParams, count: number): number {
  const place = Number(query.get("way") ?? 1) - 1;
  return Number.isInteger(place) && place > 0 && place < count ? place : 0;
}
