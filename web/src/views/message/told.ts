// What is read off the report of a message: the crossing that mattered, who has it by now, how it went.

import type { Pace } from "../../pictures/arcs";
import type { Bounce } from "../../pictures/bounces";
import type { Schemas } from "../../service/client";
import type { Report } from "./asked";

export type Replayed = Schemas["Replay"];

/** Who took a message across, and how many of its people are there. */
export interface MainCrossing {
  carrier: Schemas["Carrier"];
  people: number;
}

/** Return who brought a message to the community where most of its people are; null where it began there. */
export function mainCrossing({
  borders,
  by_community,
  author,
}: Pick<Report, "borders" | "by_community" | "author">): MainCrossing | null {
  const most = by_community?.[0];
  if (!most || author?.community === most.community) return null;
  const carriers = borders["community"]?.carriers ?? [];
  const carrier = carriers.find(({ destination }) => communityOf(destination) === most.community);
  return carrier ? { carrier, people: most.people } : null;
}

/** Return the number of a community as a border names it. */
export function communityOf(side: string): number | null {
  return /^\d+$/.test(side) ? Number(side) : null;
}

/** How a message went: from one to many, or from hand to hand. */
export type Shape = "broadcast" | "mixed" | "hands";

const STAR = 2.5; // mean distance of two people: 2 where all have it from the author
const CHAIN = 4;

export function shapeOf(virality: number | null): Shape | null {
  if (virality === null) return null;
  if (virality < STAR) return "broadcast";
  return virality < CHAIN ? "mixed" : "hands";
}

/** Return the age of a message after so many bounces, of which the last may still be in the air. */
export function ageAt(bounces: readonly Bounce[], position: number): number | null {
  const ages = [0, ...bounces.map(({ at }) => at)];
  const place = Math.min(Math.floor(position), bounces.length);
  const [from, to] = [ages[place], ages[Math.min(place + 1, bounces.length)]];
  if (from === undefined || to === undefined) return null;
  return from + (position - place) * Math.max(0, to - from);
}

/** Return the places of the people who have it by then; all of them where the picture stands still. */
export function reached(replay: Replayed, bounces: readonly Bounce[], position: number, pace: Pace): number[] {
  const { hop, age_seconds: ages } = replay.people;
  const places = hop.map((_, place) => place);
  if (position >= bounces.length) return places;
  const age = pace === "time" ? ageAt(bounces, position) : null;
  if (age === null) return places.filter((place) => (hop[place] ?? 0) <= position);
  return places.filter((place) => (ages[place] ?? Number.POSITIVE_INFINITY) <= age);
}

/** Return the line along which most people have it, as places: always on to whom most have it by way of. */
export function mainLine({ people }: Replayed): number[] {
  const heaviest = new Map<number | null, number>();
  for (const [place, parent] of people.parent.entries()) {
    const best = heaviest.get(parent);
    const below = people.people_below[place] ?? 0;
    if (best === undefined || below > (people.people_below[best] ?? 0)) heaviest.set(parent, place);
  }
  const line: number[] = [];
  for (let at = heaviest.get(null); at !== undefined; at = heaviest.get(at)) line.push(at);
  return line;
}
