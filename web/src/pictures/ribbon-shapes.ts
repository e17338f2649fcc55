// Where the ribbons of a picture run: one lane a way, its stops on it, a waist at the weak link.

export interface Ribbon {
  /** Where the way starts; ways that start at the same account and stand together share their beginning. */
  start: string;
  stops: number;
  /** How wide it is, of the widest: above 0, at most 1. */
  share: number;
  /** Place of the weakest step, from 0; null where none is. */
  weak: number | null;
}

export interface Lane {
  y: number;
  /** Of each account on the way, the first and the last included. */
  xs: number[];
  half: number;
  outline: string;
  /** Middle of the waist; null where there is none. */
  waist: number | null;
}

export interface Shapes {
  lanes: Lane[];
  /** The bars at which ways start: over which lanes each of them runs. */
  starts: { account: string; from: number; to: number }[];
  height: number;
}

export const LANE = 80;
const TOP = 24; // beside what a lane leaves, for the names of the first and the last account
const WIDEST = 32;
const THINNEST = 2;
const WAIST = 0.3; // of the width, at the weak link

/** Lay out ribbons from left to right between two places. */
export function ribbonShapes(ribbons: readonly Ribbon[], left: number, right: number): Shapes {
  const lanes = ribbons.map((ribbon, place) => laneOf(ribbon, TOP + LANE * (place + 0.5), left, right));
  return { lanes, starts: startsOf(ribbons, lanes), height: TOP + LANE * ribbons.length };
}

function laneOf({ stops, share, weak }: Ribbon, y: number, left: number, right: number): Lane {
  const half = Math.max(THINNEST, WIDEST * share) / 2;
  const xs = Array.from({ length: stops }, (_, stop) => left + ((right - left) * stop) / (stops - 1));
  const [before, after] = weak === null || stops < 3 ? [undefined, undefined] : [xs[weak], xs[weak + 1]];
  if (before === undefined || after === undefined) {
    return { y, xs, half, waist: null, outline: `M${left},${y - half}H${right}V${y + half}H${left}Z` };
  }
  return { y, xs, half, waist: (before + after) / 2, outline: waisted(y, half, left, right, before, after) };
}

function waisted(y: number, half: number, left: number, right: number, before: number, after: number): string {
  const [middle, narrow, bend] = [(before + after) / 2, WAIST * half, (after - before) / 4];
  const edge = (side: 1 | -1, from: number, to: number) => {
    const lean = from < to ? bend : -bend;
    const [wide, slim] = [y + side * half, y + side * narrow];
    return `C${from + lean},${wide} ${middle - lean},${slim} ${middle},${slim}C${middle + lean},${slim} ${to - lean},${wide} ${to},${wide}`;
  };
  const over = `M${left},${y - half}H${before}${edge(-1, before, after)}H${right}`;
  return `${over}V${y + half}H${after}${edge(1, after, before)}H${left}Z`;
}

function startsOf(ribbons: readonly Ribbon[], lanes: readonly Lane[]): Shapes["starts"] {
  const starts: Shapes["starts"] = [];
  ribbons.forEach(({ start }, place) => {
    const { y, half } = lanes[place] as Lane;
    const last = starts[starts.length - 1];
    if (last?.account === start) last.to = y + half;
    else starts.push({ account: start, from: y - half, to: y + half });
  });
  return starts;
}
