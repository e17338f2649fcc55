// The words of a skipping stone: people at the apexes, names at the contact points, communities under the water.

import { rounded } from "../numbers";
import { words } from "../words";
import { type Arc, type Frame, freeAt, freeLabels, type Place, stretchesOf } from "./arcs";
import type { Bounce } from "./bounces";
import { communityColour, communityName } from "./communities";

interface Said {
  arcs: readonly Arc[];
  /** Where the names stand, see `relayPlaces`. */
  names: readonly (Place | null)[];
  frame: Frame;
  /** Bounces seen: what lies ahead is not told yet. */
  seen: number;
  /** How to say an age in seconds. */
  age: (seconds: number) => string;
}

const ROWS = 3; // of names
const ROW = 16;
const FIRST_ROW = 24; // below the water
const LINE = 20;
const LONGEST = 20; // letters of a name
const ACROSS = 1e12; // who takes it across is named first: from the right, so that the names make a stair

/** Return where the names of who throws stand, as many as have room. */
export function relayPlaces(arcs: readonly Arc[], width: number): (Place | null)[] {
  const labels = arcs.map(({ bounce, from }, number) => ({
    text: nameOn(bounce),
    x: from,
    weight: number === 0 || bounce.crossing ? ACROSS + number : bounce.people.value,
    beside: bounce.crossing,
  }));
  return freeLabels(labels, width, ROWS);
}

/** Return how much room the words below the water take. */
export function roomBelow(arcs: readonly Arc[], names: readonly (Place | null)[]): number {
  return ticksBelow(names) + (located(arcs) ? 2 * LINE + 4 : LINE);
}

/** Return how far below the water the numbers of the bounces stand. */
function ticksBelow(names: readonly (Place | null)[]): number {
  const rows = Math.max(0, ...names.map((place) => (place ? place.row + 1 : 0)));
  return FIRST_ROW + rows * ROW;
}

/** Whether it is known where any of the people are. */
export function located(arcs: readonly Arc[]): boolean {
  return arcs.some(({ bounce }) => bounce.community !== null);
}

function nameOn({ relay }: Bounce): string {
  const letters = [...(relay?.name ?? "")];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : letters.join("");
}

export function Words(said: Said) {
  return (
    <>
      <People {...said} />
      <Relays {...said} />
      <Ticks {...said} />
      <Communities {...said} />
    </>
  );
}

function People({ arcs, frame, seen }: Said) {
  const labels = arcs.map(({ bounce, from, to, height }) => ({
    text: rounded(bounce.people),
    x: (from + to) / 2,
    y: frame.water - height - 8,
    weight: bounce.people.value,
  }));
  const free = freeAt(labels);
  return (
    <>
      {labels.map(({ text, x, y }, place) =>
        free[place] ? (
          <text key={arcs[place]?.bounce.hop} class={seen > place ? "number" : "number ahead"} x={x} y={y}>
            {text}
          </text>
        ) : null,
      )}
    </>
  );
}

function Relays({ arcs, names, frame, seen }: Said) {
  return (
    <>
      {names.map((place, number) => {
        const arc = arcs[number];
        if (!place || !arc) return null;
        const y = frame.water + FIRST_ROW + place.row * ROW;
        return (
          <g key={arc.bounce.hop} class={seen >= number ? "" : "unsaid"}>
            {place.row > 0 && <line class="leader" x1={arc.from} x2={arc.from} y1={frame.water + 8} y2={y - 12} />}
            <text class={arc.bounce.crossing ? "relay crosses" : "relay"} x={place.x} y={y}>
              {nameOn(arc.bounce)}
            </text>
          </g>
        );
      })}
    </>
  );
}

function Ticks({ arcs, names, frame, age }: Said) {
  const labels = arcs.map((arc) => ({ text: tick(arc, age), x: (arc.from + arc.to) / 2, weight: -arc.bounce.hop }));
  return (
    <>
      {freeLabels(labels, frame.width).map((place, number) =>
        place ? (
          <text key={arcs[number]?.bounce.hop} class="tick" x={place.x} y={frame.water + ticksBelow(names)}>
            {labels[number]?.text}
          </text>
        ) : null,
      )}
    </>
  );
}

const ROOM = { word: 72, age: 128 };

function tick({ bounce, from, to }: Arc, age: Said["age"]): string {
  const hop = to - from > ROOM.word ? words().ricochet.bounce(String(bounce.hop)) : String(bounce.hop);
  return bounce.at === undefined || to - from < ROOM.age ? hop : `${hop}, ${age(bounce.at)}`;
}

function Communities({ arcs, names, frame, seen }: Said) {
  if (!located(arcs)) return null;
  const strip = frame.water + ticksBelow(names) + 8;
  const stretches = stretchesOf(arcs);
  const labels = stretches.map(({ community, from, to }) => ({
    text: communityName(community, words().common),
    x: (from + to) / 2,
    weight: to - from,
  }));
  const flown = arcs[Math.ceil(seen) - 1]?.to ?? 0;
  return (
    <>
      {freeLabels(labels, frame.width).map((place, number) => {
        const stretch = stretches[number];
        if (!stretch) return null;
        const { community, from, to } = stretch;
        return (
          <g key={from} class={from < flown ? "stretch" : "stretch ahead"}>
            <rect
              x={from + 1}
              y={strip}
              width={Math.max(2, to - from - 2)}
              height={4}
              rx={2}
              style={{ fill: communityColour(community) }}
            />
            {place && (
              <text class="tick" x={place.x} y={strip + LINE}>
                {labels[number]?.text}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}
