// The drawing of a skipping stone: water, arcs with their intervals, contact points and their names.

import type { Ref } from "preact";
import { type Arc, arcsOf, band, type Frame, type Pace, parabola, sharesOf, stoneAt, wrapped } from "./arcs";
import type { Bounce } from "./bounces";
import { communityColour } from "./communities";
import { located, relayPlaces, roomBelow, Words } from "./skipping-words";

export interface Drawn {
  bounces: readonly Bounce[];
  /** Another message, drawn dashed over the first on the same scale. */
  over: readonly Bounce[];
  width: number;
  /** Bounces seen; all of them where the picture stands still. */
  position: number;
  pace: Pace;
  /** What stands above it in a slide: the finding, and how to read the picture. */
  head?: { title: string; note: string };
  /** How to say an age in seconds, of bounces that have one. */
  age: (seconds: number) => string;
  about: string;
  drawing?: Ref<SVGSVGElement>;
}

const RISE = 144;
const ABOVE = 24; // for the number on the highest arc
const SIDE = 16; // left and right of what stands above the drawing
const NARROW = 480;

export function Skipping({ bounces, over, width, position, pace, head, age, about, drawing }: Drawn) {
  const lines = linesOf(head, width);
  const top = (lines.at(-1)?.y ?? 0) + (head ? 8 : 0);
  const frame: Frame = { width, rise: RISE, water: top + ABOVE + RISE, margin: width < NARROW ? 8 : 32 };
  const most = Math.max(...[...bounces, ...over].map(({ people }) => people.high), 0);
  const shares = sharesOf(pace === "time" ? bounces : longest(bounces, over), pace);
  const arcs = arcsOf(bounces, frame, most, shares);
  const names = relayPlaces(arcs, width);
  const height = frame.water + roomBelow(arcs, names);
  const lit = located(arcs); // else the colour of having no community would tell more than is known
  return (
    <svg ref={drawing} class="skipping" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img">
      <title>{about}</title>
      {lines.map(({ text, name, y }) => (
        <text key={y} class={name} x={SIDE} y={y}>
          {text}
        </text>
      ))}
      <line class="water" x1={0} x2={width} y1={frame.water} y2={frame.water} />
      <Other arcs={arcsOf(over, frame, most, shares)} water={frame.water} />
      {arcs.map((arc, place) => (
        <Bow key={arc.bounce.hop} arc={arc} water={frame.water} seen={position - place} located={lit} />
      ))}
      {arcs.map((arc, place) => (
        <Contact key={arc.bounce.hop} arc={arc} water={frame.water} seen={position >= place} located={lit} />
      ))}
      <Words arcs={arcs} names={names} frame={frame} seen={position} age={age} />
      <Stone arcs={arcs} water={frame.water} position={position} />
    </svg>
  );
}

/** Return at each hop the bounce with more people, so that both messages fit over the same contact points. */
function longest(bounces: readonly Bounce[], over: readonly Bounce[]): Bounce[] {
  return Array.from({ length: Math.max(bounces.length, over.length) }, (_, place) => {
    const [one, other] = [bounces[place], over[place]];
    return (one && other && other.people.value > one.people.value ? other : (one ?? other)) as Bounce;
  });
}

const TITLE = { letter: 10, line: 24 };
const NOTE = { letter: 6.8, line: 16 };

/** Return what stands above the drawing in a slide, line by line. */
function linesOf(head: Drawn["head"], width: number) {
  if (!head) return [];
  const lines = [
    ...wrapped(head.title, width - 2 * SIDE, TITLE.letter).map((text) => ({ text, name: "head", line: TITLE.line })),
    ...wrapped(head.note, width - 2 * SIDE, NOTE.letter).map((text) => ({ text, name: "note", line: NOTE.line })),
  ];
  let y = 8;
  return lines.map((line) => {
    y += line.line;
    return { ...line, y };
  });
}

function Other({ arcs, water }: { arcs: readonly Arc[]; water: number }) {
  return (
    <>
      {arcs.map((arc) => (
        <path key={arc.bounce.hop} class="over" d={parabola(arc, arc.height, water)} />
      ))}
    </>
  );
}

function Bow({ arc, water, seen, located }: { arc: Arc; water: number; seen: number; located: boolean }) {
  const colour = located ? communityColour(arc.bounce.community) : "var(--accent)";
  const path = parabola(arc, arc.height, water);
  const flying = seen > 0 && seen < 1;
  return (
    <g class={seen > 0 ? "bow" : "bow ahead"}>
      {arc.high > arc.low && !flying && <path class="band" d={band(arc, water)} style={{ fill: colour }} />}
      <path
        class="line"
        d={path}
        pathLength={1}
        style={{ stroke: colour, strokeDasharray: flying ? `${seen} 1` : "none" }}
      />
    </g>
  );
}

function Contact({ arc, water, seen, located }: { arc: Arc; water: number; seen: boolean; located: boolean }) {
  const colour = located ? communityColour(arc.bounce.community) : "var(--accent)";
  return (
    <g class={seen ? "contact" : "contact ahead"}>
      {arc.bounce.crossing && (
        <ellipse class="ripple" cx={arc.from} cy={water} rx={13} ry={5} style={{ stroke: colour }} />
      )}
      <circle cx={arc.from} cy={water} r={4.5} style={{ fill: colour }} />
    </g>
  );
}

function Stone({ arcs, water, position }: { arcs: readonly Arc[]; water: number; position: number }) {
  const at = position < arcs.length ? stoneAt(arcs, position, water) : null;
  return at && <circle class="stone" cx={at.x} cy={at.y} r={6} />;
}
