// Where the arcs, contact points and words of a skipping stone lie: plain geometry, in pixels.

import type { Bounce } from "./bounces";

export interface Point {
  x: number;
  y: number;
}

/** One bounce as it is drawn: parabolas over the same stretch of water. */
export interface Arc {
  bounce: Bounce;
  from: number;
  to: number;
  /** Heights above the water of the value and of the ends of its interval. */
  height: number;
  low: number;
  high: number;
}

export interface Frame {
  width: number;
  /** Highest that an arc may rise. */
  rise: number;
  /** Height of the water. */
  water: number;
  /** Left free at both ends. */
  margin: number;
}

export type Pace = "hop" | "time";

const EVEN = 0.6; // share of the width that all bounces get alike, the rest by the root of their people
const LEAST = 0.35; // of an even share: no bounce is narrower in time
const SEEN = 2; // pixels that the smallest arc still rises

/**
 * Return the arcs of a message.
 *
 * @param bounces Of the message that is drawn.
 * @param frame Where.
 * @param most People whose arc rises all the way; so that two messages can have one scale.
 * @param shares Which share of the width each gets; those of another message, where it lies over that one.
 */
export function arcsOf(bounces: readonly Bounce[], frame: Frame, most: number, shares: readonly number[]): Arc[] {
  const usable = frame.width - 2 * frame.margin;
  const rise = (people: number) => (most > 0 && people > 0 ? Math.max(SEEN, (frame.rise * people) / most) : 0);
  let from = frame.margin;
  return bounces.map((bounce, place) => {
    const to = from + usable * (shares[place] ?? 0);
    const { value, low, high } = bounce.people;
    const arc = { bounce, from, to, height: rise(value), low: rise(low), high: rise(high) };
    from = to;
    return arc;
  });
}

/** Return which share of the width each bounce gets, by its people or by the time that it took; 1 in all. */
export function sharesOf(bounces: readonly Bounce[], pace: Pace): number[] {
  const weights = pace === "time" ? byTime(bounces) : byPeople(bounces);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

function byPeople(bounces: readonly Bounce[]): number[] {
  const roots = bounces.map(({ people }) => Math.sqrt(Math.max(0, people.value)));
  const mean = roots.reduce((sum, root) => sum + root, 0) / Math.max(1, roots.length);
  return roots.map((root) => EVEN + (mean > 0 ? ((1 - EVEN) * root) / mean : 0));
}

function byTime(bounces: readonly Bounce[]): number[] {
  const spans = bounces.map(({ at }, place) => Math.max(0, (at ?? 0) - (bounces[place - 1]?.at ?? 0)));
  const mean = spans.reduce((sum, span) => sum + span, 0) / Math.max(1, spans.length);
  return spans.map((span) => Math.max(LEAST, mean > 0 ? span / mean : 1));
}

/** Return the parabola of an arc as the path of an SVG; its apex is as high as asked. */
export function parabola({ from, to }: Pick<Arc, "from" | "to">, height: number, water: number): string {
  return `M${r(from)} ${r(water)}Q${r((from + to) / 2)} ${r(water - 2 * height)} ${r(to)} ${r(water)}`;
}

/** Return the band between two parabolas over the same stretch. */
export function band({ from, to, low, high }: Arc, water: number): string {
  const middle = (from + to) / 2;
  const back = `L${r(to)} ${r(water)}Q${r(middle)} ${r(water - 2 * low)} ${r(from)} ${r(water)}Z`;
  return parabola({ from, to }, high, water) + back;
}

/** Return where the stone is after so many bounces: 1.5 is in the middle of the second. */
export function stoneAt(arcs: readonly Arc[], position: number, water: number): Point | null {
  const place = Math.min(Math.floor(position), arcs.length - 1);
  const arc = arcs[place];
  if (!arc) return null;
  const part = Math.min(1, position - place);
  return { x: arc.from + part * (arc.to - arc.from), y: water - 4 * arc.height * part * (1 - part) };
}

/** A stretch of water over one community. */
export interface Stretch {
  community: number | null;
  from: number;
  to: number;
}

/** Return over which communities the stone flies, neighbouring bounces of the same as one stretch. */
export function stretchesOf(arcs: readonly Arc[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { bounce, from, to } of arcs) {
    const last = stretches.at(-1);
    if (last && last.community === bounce.community) last.to = to;
    else stretches.push({ community: bounce.community, from, to });
  }
  return stretches;
}

/** Return a text in lines that fit a width; a letter is so wide. */
export function wrapped(text: string, width: number, letter: number): string[] {
  const longest = Math.floor(width / letter);
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= longest) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export interface Label {
  text: string;
  /** Where its middle should be. */
  x: number;
  /** Higher is set first. */
  weight: number;
  /** Whether it rather begins at its point, so that others may stand below it like stairs. */
  beside?: boolean;
}

/** Where the middle of a text stands, and in which row from above. */
export interface Place {
  x: number;
  row: number;
}

const LETTER = 7.2; // pixels of a letter of 12 px, on the wide side
const GAP = 8;

/**
 * Return where labels stand free of each other and of the edges, in the first row that has room; null for those
 * that no row has room for. A label in a lower row keeps the way up to its point free, and may stand beside it.
 */
export function freeLabels(labels: readonly Label[], width: number, rows = 1): (Place | null)[] {
  const taken: Span[][] = Array.from({ length: rows }, () => []);
  const order = labels.map((_, place) => place).sort((a, b) => weightAt(labels, b) - weightAt(labels, a));
  const places: (Place | null)[] = labels.map(() => null);
  for (const number of order) {
    const label = labels[number] as Label;
    const half = (label.text.length * LETTER) / 2;
    if (!label.text || 2 * half > width) continue;
    const place = freePlace(label, half, width, taken);
    if (!place) continue;
    taken[place.row]?.push([place.x - half, place.x + half]);
    for (const above of taken.slice(0, place.row)) above.push([label.x, label.x]);
    places[number] = place;
  }
  return places;
}

const LINE = 14; // pixels from one line of text to the next

/** Return which labels at heights of their own stand free of each other. */
export function freeAt(labels: readonly (Label & { y: number })[]): boolean[] {
  const set: (Label & { y: number })[] = [];
  const order = [...labels].sort((a, b) => b.weight - a.weight);
  for (const label of order) if (set.every((other) => isApart(label, other))) set.push(label);
  return labels.map((label) => set.includes(label));
}

function isApart(one: Label & { y: number }, other: Label & { y: number }): boolean {
  const halves = ((one.text.length + other.text.length) * LETTER) / 2 + GAP / 2;
  return Math.abs(one.y - other.y) >= LINE || Math.abs(one.x - other.x) > halves;
}

type Span = [number, number];

function freePlace(label: Label, half: number, width: number, taken: readonly Span[][]): Place | null {
  const begins = label.x + half - GAP;
  const middles = label.beside ? [begins, label.x] : taken.length > 1 ? [label.x, begins] : [label.x];
  for (const middle of middles) {
    const x = Math.min(Math.max(middle, half), width - half);
    for (const [row, spans] of taken.entries()) {
      const reachable = taken.slice(0, row).every((above) => isFree(above, label.x, label.x));
      if (reachable && isFree(spans, x - half, x + half)) return { x, row };
    }
  }
  return null;
}

function isFree(spans: readonly Span[], from: number, to: number): boolean {
  return spans.every(([start, end]) => to + GAP < start || end + GAP < from);
}

function weightAt(labels: readonly Label[], place: number): number {
  return labels[place]?.weight ?? 0;
}

function r(value: number): string {
  return String(Math.round(value * 10) / 10);
}
