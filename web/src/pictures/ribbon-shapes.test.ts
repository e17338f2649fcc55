// Ribbons run from left to right, as wide as they are worth, and narrow at the weak link.

import { expect, test } from "vitest";
import { LANE, ribbonShapes } from "./ribbon-shapes";

const direct = { start: "a", stops: 2, share: 1, weak: 0 };
const longer = { start: "a", stops: 4, share: 0.25, weak: 2 };

test("accounts stand at equal distances between the two ends", () => {
  expect(ribbonShapes([longer], 10, 310).lanes[0]?.xs).toEqual([10, 110, 210, 310]);
});

test("a ribbon is as wide as its share, and never too thin to see", () => {
  const halves = ribbonShapes([direct, longer, { ...longer, share: 1e-9 }], 0, 300).lanes.map(({ half }) => half);
  expect(halves).toEqual([16, 4, 1]);
});

test("the waist is in the middle of the weakest step, and a way of one step has none", () => {
  const [one, other] = ribbonShapes([direct, longer], 0, 300).lanes;
  expect(one?.waist).toBeNull();
  expect(other?.waist).toBe(250);
});

test("ways that start at the same account share their beginning", () => {
  const { starts, height } = ribbonShapes([direct, longer, { ...longer, start: "b" }], 0, 300);
  expect(starts.map(({ account }) => account)).toEqual(["a", "b"]);
  expect(starts[0]?.to).toBe(ribbonShapes([direct, longer], 0, 300).starts[0]?.to);
  expect(height).toBe(ribbonShapes([direct, longer], 0, 300).height + LANE);
});
