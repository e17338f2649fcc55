// Ways from one account to another as parallel ribbons, as wide as they are worth, the weak link a waist with a word.

import { words } from "../words";
import { communityColour } from "./communities";
import { type Lane, type Ribbon, ribbonShapes, type Shapes } from "./ribbon-shapes";
import { useWidth } from "./width";
import "../style/ribbons.css";

export interface Stop {
  key: string;
  name: string;
  community: number | null;
}

export interface RibbonWay {
  stops: readonly Stop[];
  /** What its width is drawn from; the same for all where ways are not compared. */
  worth: number;
  /** The same in words. */
  told: string;
  weak: number | null;
}

interface Drawn {
  ways: readonly RibbonWay[];
  chosen: number;
  choose: (place: number) => void;
  note: string;
}

const EDGE = 8;
const END = 128; // for what a way is worth, in words, at the end of its ribbon
const SHORT_END = 92; // where there is little room
const NARROW = 480;
const BAR = 8;
const STEP = 88; // the narrowest in which a name can be told
const ROW = 18; // the ends are named a row above those between them
const WEAK = 112; // for the words of a weak link

export function Ribbons({ ways, chosen, choose, note }: Drawn) {
  const said = words().path;
  const [place, width] = useWidth();
  const longest = Math.max(...ways.map(({ stops }) => stops.length));
  const end = width < NARROW ? SHORT_END : END;
  const right = Math.max(width, EDGE + end + STEP * (longest - 1)) - end;
  const shapes = ribbonShapes(ribbonsOf(ways), EDGE, right);
  const size = { width: `${right + end}px`, height: `${shapes.height}px` };
  return (
    <figure class="ribbons" aria-label={said.names}>
      <figcaption>{note}</figcaption>
      <div ref={place} class="lanes">
        {width > 0 && (
          <div class="drawing" style={size}>
            <svg {...size} role="img" aria-label={said.names}>
              {shapes.lanes.map((lane, way) => (
                <Band key={lane.y} lane={lane} chosen={way === chosen} />
              ))}
              <Bars ways={ways} shapes={shapes} right={right} />
            </svg>
            <Ends ways={ways} shapes={shapes} right={right} />
            {shapes.lanes.map((lane, way) => (
              <LaneWords key={lane.y} lane={lane} way={ways[way] as RibbonWay} />
            ))}
            {shapes.lanes.map((lane, way) => (
              <button
                key={lane.y}
                type="button"
                class="worth"
                aria-pressed={way === chosen}
                aria-label={`${said.way(String(way + 1))}: ${ways[way]?.told}`}
                style={{ left: `${right + BAR}px`, top: `${lane.y}px`, width: `${end - BAR}px` }}
                onClick={() => choose(way)}
              >
                {ways[way]?.told}
              </button>
            ))}
          </div>
        )}
      </div>
    </figure>
  );
}

function ribbonsOf(ways: readonly RibbonWay[]): Ribbon[] {
  const widest = Math.max(...ways.map(({ worth }) => worth));
  return ways.map(({ stops, worth, weak }) => ({
    start: stops[0]?.key ?? "",
    stops: stops.length,
    share: widest > 0 ? worth / widest : 1,
    weak,
  }));
}

interface Shaped {
  ways: readonly RibbonWay[];
  shapes: Shapes;
  /** Where the last account stands. */
  right: number;
}

/** The accounts: a bar each, in the colour of its community; those where ways start and end over several lanes. */
function Bars({ ways, shapes: { lanes, starts }, right }: Shaped) {
  const [first, last] = [lanes[0], lanes.at(-1)];
  return (
    <>
      {lanes.flatMap(({ y, half, xs }, way) =>
        xs.slice(1, -1).map((x, stop) => {
          const community = ways[way]?.stops[stop + 1]?.community;
          return <Bar key={`${y} ${x}`} x={x} from={y - half} to={y + half} community={community} />;
        }),
      )}
      {starts.map(({ account, from, to }) => (
        <Bar key={from} x={EDGE} from={from} to={to} community={startOf(ways, account)?.community} />
      ))}
      {first && last && (
        <Bar
          x={right}
          from={first.y - first.half}
          to={last.y + last.half}
          community={ways[0]?.stops.at(-1)?.community}
        />
      )}
    </>
  );
}

/** The names of the first and the last accounts, a row above the others. */
function Ends({ ways, shapes: { lanes, starts }, right }: Shaped) {
  const room = (right - EDGE) / 2 - 8;
  const [first] = lanes;
  return (
    <>
      {starts.map(({ account, from, to }) => (
        <Word
          key={from}
          at="start"
          x={EDGE - BAR / 2}
          y={Math.min(from, (from + to - SHORTEST) / 2) - ROW}
          room={room}
          name={startOf(ways, account)?.name}
        />
      ))}
      {first && (
        <Word
          at="end"
          x={right + BAR / 2}
          y={first.y - first.half - ROW}
          room={room}
          name={ways[0]?.stops.at(-1)?.name}
        />
      )}
    </>
  );
}

function startOf(ways: readonly RibbonWay[], account: string): Stop | undefined {
  return ways.find(({ stops }) => stops[0]?.key === account)?.stops[0];
}

function Band({ lane, chosen }: { lane: Lane; chosen: boolean }) {
  return (
    <g class={chosen ? "band chosen" : "band"}>
      <path d={lane.outline} />
      {lane.waist !== null && <path class="waist" d={hourglass(lane.waist, lane.y)} />}
    </g>
  );
}

/** The mark of a weak link, beside its word. */
export function WaistMark() {
  return (
    <svg class="waist-mark" width="14" height="18" viewBox="-7 -9 14 18" aria-hidden="true">
      <path d={hourglass(0, 0)} />
    </svg>
  );
}

function hourglass(x: number, y: number): string {
  return `M${x - 6},${y - 8}H${x + 6}L${x - 6},${y + 8}H${x + 6}Z`;
}

interface Barred {
  x: number;
  from: number;
  to: number;
  community: number | null | undefined;
}

const SHORTEST = 16;

function Bar({ x, from, to, community }: Barred) {
  const height = Math.max(SHORTEST, to - from);
  const y = (from + to - height) / 2;
  return <rect x={x - BAR / 2} y={y} width={BAR} height={height} rx="2" fill={communityColour(community)} />;
}

function LaneWords({ lane: { xs, y, half, waist }, way }: { lane: Lane; way: RibbonWay }) {
  const room = (xs[1] ?? 0) - (xs[0] ?? 0) - 8;
  const reach = Math.max(half, SHORTEST / 2);
  return (
    <>
      {xs.slice(1, -1).map((x, stop) => (
        <Word key={x} at="middle" x={x} y={y - reach} room={room} name={way.stops[stop + 1]?.name} />
      ))}
      {waist !== null && <Word at="middle" x={waist} y={y + reach + 20} room={WEAK} name={words().path.weak} soft />}
    </>
  );
}

interface Written {
  at: "start" | "middle" | "end";
  x: number;
  /** Bottom of the word. */
  y: number;
  room: number;
  name: string | undefined;
  soft?: boolean;
}

/** A word over the drawing, for the eye alone: the list of the ways tells the same. */
function Word({ at, x, y, room, name, soft = false }: Written) {
  const left = { start: x, middle: x - room / 2, end: x - room }[at];
  return (
    <span
      class={soft ? `word at-${at} soft` : `word at-${at}`}
      aria-hidden="true"
      title={name}
      style={{ left: `${left}px`, top: `${y}px`, width: `${room}px` }}
    >
      <bdi>{name}</bdi>
    </span>
  );
}
