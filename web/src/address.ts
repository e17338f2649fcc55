// The question of the reader, which stands in the address: a view, and its parameters.

import { useEffect, useState } from "preact/hooks";

export const VIEWS = ["relays", "path", "message", "plan", "communities", "data"] as const;
export type View = (typeof VIEWS)[number];

export interface Address {
  view: View | "start" | "unknown";
  query: URLSearchParams;
}

/** Parameters to put into an address; null, an empty text or an empty list takes one out. */
export type Changes = Record<string, string | number | boolean | readonly string[] | null>;

const MOVED = "ricochet:moved"; // pushState tells nobody
const EVERYWHERE = ["lang"]; // what goes with the reader from view to view

export function read(location: { pathname: string; search: string }): Address {
  const name = location.pathname.replace(/^\/|\/$/g, "");
  const known = VIEWS.find((view) => view === name);
  return { view: known ?? (name === "" ? "start" : "unknown"), query: new URLSearchParams(location.search) };
}

/** Return the address of a view; of what is asked now, only what is the same in all views goes along. */
export function addressOf(view: View | "start", changes: Changes, from = new URLSearchParams()): string {
  const query = new URLSearchParams();
  for (const name of EVERYWHERE) for (const value of from.getAll(name)) query.append(name, value);
  return written(view, changed(query, changes));
}

export function changed(query: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    const values = Array.isArray(value) ? value : value === null || value === false || value === "" ? [] : [value];
    for (const each of values) next.append(name, String(each));
  }
  return next;
}

function written(view: View | "start", query: URLSearchParams): string {
  const text = query.toString();
  return `/${view === "start" ? "" : view}${text ? `?${text}` : ""}`;
}

/** Go to another address; `replace` where going back would lead to a question that nobody asked. */
export function go(to: string, { replace = false } = {}): void {
  if (to === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  dispatchEvent(new Event(MOVED));
}

/** Return the address of the same view with parameters of its question changed. */
export function here(changes: Changes): string {
  const { view, query } = read(location);
  const next = changed(query, changes);
  return view === "unknown" ? `${location.pathname}?${next}` : written(view, next);
}

/** Change parameters of the question, in the same view. */
export function ask(changes: Changes, how: { replace?: boolean } = {}): void {
  go(here(changes), how);
}

export function useAddress(): Address {
  const [address, setAddress] = useState(() => read(location));
  useEffect(() => {
    const moved = () => setAddress(read(location));
    addEventListener(MOVED, moved);
    addEventListener("popstate", moved);
    return () => {
      removeEventListener(MOVED, moved);
      removeEventListener("popstate", moved);
    };
  }, []);
  return address;
}
