// Where super-nodes and the lines between them are on the screen: the map's own places, fitted into the picture.

export interface Supernode {
  community: number;
  size: number;
  x: number;
  y: number;
}

export interface Circle {
  community: number;
  x: number;
  y: number;
  radius: number;
}

export interface Line {
  key: string;
  origin: number;
  path: string;
  width: number;
  faint: boolean;
}

const MARGIN = 32; // pixels around all of them
const FILLED = 0.78; // of what the map leaves a community, so that lines and names find room
const LEAST = 6; // pixels of a radius, so that each can be hit
const LINES = 40; // the strongest, as many as can be told apart
const THICKEST = 8;
const BEND = 0.16;

/** Return the circles in pixels, areas by people; the map's y goes up, the screen's down. */
export function placed(communities: readonly Supernode[], width: number, height: number): Circle[] {
  if (communities.length === 0 || width === 0 || height === 0) return [];
  const around = communities.map((each) => ({ ...each, radius: Math.sqrt(each.size) }));
  const left = Math.min(...around.map(({ x, radius }) => x - radius));
  const right = Math.max(...around.map(({ x, radius }) => x + radius));
  const low = Math.min(...around.map(({ y, radius }) => y - radius));
  const high = Math.max(...around.map(({ y, radius }) => y + radius));
  const scale = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (high - low));
  return around.map(({ community, x, y, radius }) => ({
    community,
    x: width / 2 + scale * (x - (left + right) / 2),
    y: height / 2 - scale * (y - (low + high) / 2),
    radius: Math.max(LEAST, FILLED * scale * radius),
  }));
}

interface Link {
  origin: number;
  destination: number;
  carried: number;
}

/** Return the lines of the strongest links; of those at the chosen community, or between the two that are chosen. */
export function lines(circles: readonly Circle[], links: readonly Link[], chosen: readonly number[]): Line[] {
  const circle = new Map(circles.map((each) => [each.community, each]));
  const wanted = links.filter(({ origin, destination }) =>
    chosen.every((community) => community === origin || community === destination),
  );
  const drawn = wanted.slice(0, LINES);
  const most = Math.max(1e-9, ...drawn.map(({ carried }) => carried));
  return drawn.flatMap(({ origin, destination, carried }) => {
    const [from, to] = [circle.get(origin), circle.get(destination)];
    if (!from || !to) return [];
    const width = Math.max(0.75, (THICKEST * carried) / most);
    const faint = chosen.length > 0 && origin !== chosen[0];
    return [{ key: `${origin} ${destination}`, origin, path: bent(from, to), width, faint }];
  });
}

/** Return a line from rim to rim, bent to its right, so that both ways can be told apart. */
export function bent(from: Circle, to: Circle): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const middle = { x: (from.x + to.x) / 2 - BEND * dy, y: (from.y + to.y) / 2 + BEND * dx };
  const rim = ({ x, y, radius }: Circle) => {
    const apart = Math.hypot(middle.x - x, middle.y - y) || length;
    return `${(x + (radius * (middle.x - x)) / apart).toFixed(1)} ${(y + (radius * (middle.y - y)) / apart).toFixed(1)}`;
  };
  return `M${rim(from)} Q${middle.x.toFixed(1)} ${middle.y.toFixed(1)} ${rim(to)}`;
}
