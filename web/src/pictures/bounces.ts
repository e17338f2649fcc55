// The bounces of a message, whatever it comes from: simulated, recorded or planned.

import type { Estimate } from "../numbers";
import { nameOf } from "../parts/account";
import type { Schemas } from "../service/client";

/** Who throws the stone at a contact point. */
export interface Thrower {
  key: string;
  name: string;
}

/** One bounce of a message: what it adds, who threw it, and where it came down. */
export interface Bounce {
  /** Bounces from the start: 1 is the first. */
  hop: number;
  /** New people; low and high are the value itself where it was counted. */
  people: Estimate;
  /** Who passed it on to most of them; null where nobody in particular did. */
  relay: Thrower | null;
  /** Where most of them are; null where that is unknown. */
  community: number | null;
  /** Whether that is another community than the one of the bounce before. */
  crossing: boolean;
  /** Seconds from the start to the first of them; left out where nothing has a time. */
  at?: number;
}

/** Return a count as an estimate without doubt. */
export function counted(value: number): Estimate {
  return { value, low: value, high: value };
}

/** Return the bounces of one message that was recorded or drawn: each has who carried it furthest from there. */
export function recordedBounces({ by_hop, replay }: Pick<Schemas["CascadeReport"], "by_hop" | "replay">): Bounce[] {
  if (!replay) return by_hop.slice(1).map(({ hop, people }) => ({ ...NOBODY, hop, people: counted(people) }));
  let before = replay.people.community[0] ?? null;
  return replay.bounces.map(({ hop, people, relay, community, age_seconds }) => {
    const crossing = before !== null && community !== null && community !== before;
    before = community ?? before;
    const thrower = relay && { key: relay.key, name: nameOf(relay) };
    const bounce = { hop, people: counted(people), relay: thrower, community, crossing };
    return age_seconds === null ? bounce : { ...bounce, at: age_seconds };
  });
}

const NOBODY = { relay: null, community: null, crossing: false };

interface Hop {
  hop: number;
  people: Estimate;
}

/** Return the bounces of a simulated or planned message: nobody in particular throws but the first. */
export function simulatedBounces(hops: readonly Hop[], first: Thrower | null): Bounce[] {
  return hops
    .filter(({ hop }) => hop > 0)
    .map(({ hop, people }) => ({ ...NOBODY, hop, people, relay: hop === 1 ? first : null }));
}

const TAIL_SHARE = 0.01; // of the people, whose bounces would be flat lines
const MOST_DRAWN = 24;

/** Return the bounces worth drawing; those behind hold a hundredth of the people, or come after two dozen. */
export function drawnBounces(bounces: readonly Bounce[]): Bounce[] {
  return bounces.slice(0, Math.min(MOST_DRAWN, bouncesTo(1 - TAIL_SHARE, bounces)));
}

/** Return within how many bounces a share of the people came. */
export function bouncesTo(share: number, bounces: readonly Bounce[]): number {
  const all = bounces.reduce((sum, { people }) => sum + people.value, 0);
  let came = 0;
  const last = bounces.findIndex(({ people }) => {
    came += people.value;
    return came >= all * share;
  });
  return last + 1;
}
