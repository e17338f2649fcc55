// What is read off a list of relays: who may be first, and on which scale people are counted.

import { type Estimate, messagesFor } from "../../numbers";
import type { Schemas } from "../../service/client";

export type Relay = Schemas["Relay"];

/** How many messages people are counted over, and where the common scale of the intervals ends. */
export interface Scale {
  messages: number;
  most: number;
}

/** Return the scale on which all these are told and drawn; what may be decides how far down it goes. */
export function scaleOf(estimates: readonly Estimate[]): Scale {
  const largest = Math.max(0, ...estimates.map(({ value }) => value));
  const highest = Math.max(0, ...estimates.map(({ high }) => high));
  const messages = Math.min(messagesFor(largest), Math.max(100, messagesFor(highest)));
  return { messages, most: messages * highest };
}

/** Tell whether an estimate leaves it open that there is nothing at all. */
export function isDoubtful({ value, low, high }: Estimate): boolean {
  return low <= 0.05 * high || value <= 0;
}

/** Return those who may be the first of all; nobody where a ranking orders them, which has no samples. */
export function maybeFirst(items: readonly Relay[]): Relay[] {
  return items.filter(({ rank_low }) => rank_low === 1);
}

/** Return the places that the samples leave open to a relay, or its place in the list where a ranking orders it. */
export function placesOf({ rank_low, rank_high }: Relay, place: number): string {
  if (rank_low === null || rank_high === null) return String(place);
  return rank_low === rank_high ? String(rank_low) : `${rank_low}–${rank_high}`;
}

/** Return the bounds of the size tier that a question names; null where it is none of them. */
export function tierOf(min: string | null, max: string | null): string | null {
  const asked = `${min ?? ""}-${max ?? ""}`;
  return TIERS.find(({ from, to }) => asked === `${from ?? ""}-${to ?? ""}`) ? asked : null;
}

const K = 1000;

/** Sizes by followers, as planners speak of them. */
export const TIERS: readonly { from: number | null; to: number | null }[] = [
  { from: null, to: null },
  { from: null, to: K },
  { from: null, to: 10 * K },
  { from: null, to: 100 * K },
  { from: 10 * K, to: 100 * K },
  { from: 100 * K, to: K * K },
  { from: K * K, to: null },
];
