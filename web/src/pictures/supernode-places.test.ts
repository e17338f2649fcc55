// Super-nodes are inside the picture, as large as their people; lines run from rim to rim.

import { expect, test } from "vitest";
import { bent, lines, placed } from "./supernode-places";

const three = [
  { community: 0, size: 400, x: 0, y: 0 },
  { community: 1, size: 100, x: 60, y: 0 },
  { community: 2, size: 100, x: 0, y: 50 },
];

test("all of them are inside the picture, one above the other where the map says so", () => {
  const circles = placed(three, 400, 300);
  for (const { x, y, radius } of circles) {
    expect(Math.min(x - radius, y - radius)).toBeGreaterThanOrEqual(0);
    expect(x + radius).toBeLessThanOrEqual(400);
    expect(y + radius).toBeLessThanOrEqual(300);
  }
  expect(circles[2]?.y).toBeLessThan(circles[0]?.y ?? 0);
});

test("areas are as people", () => {
  const [large, small] = placed(three, 400, 300);
  expect(large?.radius).toBeCloseTo(2 * (small?.radius ?? 0));
});

test("nothing is placed where there is no room, or nobody", () => {
  expect(placed(three, 0, 300)).toEqual([]);
  expect(placed([], 400, 300)).toEqual([]);
});

test("one alone is in the middle", () => {
  expect(placed([{ community: 0, size: 9, x: 5, y: 5 }], 400, 300)[0]).toMatchObject({ x: 200, y: 150 });
});

test("of a chosen community the lines at it alone are drawn, what comes in faintly", () => {
  const links = [
    { origin: 1, destination: 2, carried: 9 },
    { origin: 0, destination: 1, carried: 4 },
    { origin: 2, destination: 0, carried: 2 },
  ];
  const drawn = lines(placed(three, 400, 300), links, [0]);
  expect(drawn.map(({ key, faint, width }) => [key, faint, width])).toEqual([
    ["0 1", false, 8],
    ["2 0", true, 4],
  ]);
});

test("the way back is another line", () => {
  const [one, other] = placed(three, 400, 300);
  if (one && other) expect(bent(one, other)).not.toBe(bent(other, one));
});
