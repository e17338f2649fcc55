// Growth is drawn by its logarithm, and told as far as it is bounded.

import { expect, test } from "vitest";
import { expectedFalse, growthTold, isBeyondChance, placeOf, timesShare } from "./told";

test("twice is as far from the same as half, and nothing leaves the scale", () => {
  expect(placeOf(2) - placeOf(1)).toBeCloseTo(placeOf(1) - placeOf(0.5));
  expect([placeOf(0), placeOf(0.5), placeOf(64), placeOf(1e9)]).toEqual([0, 0, 100, 100]);
});

test("a growth has two digits", () => {
  expect([1.3609, 11.74, 0.828, 641].map(timesShare)).toEqual(["1.4", "12", "0.83", "> 64"]);
});

test("what nothing bounds is told by its lower end", () => {
  expect(growthTold({ value: 3.3, low: 2.1, high: 6.8, n: 53 })).toBe("between 2.1 and 6.8 times its share");
  expect(growthTold({ value: null, low: 1.34, high: null, n: 6 })).toBe("at least 1.3 times its share");
  expect(growthTold({ value: 19, low: 1.36, high: 65_940, n: 18 })).toBe("at least 1.4 times its share");
});

test("how many are so by chance is rounded up", () => {
  expect(expectedFalse(0.2)).toContain("less than one");
  expect(expectedFalse(1.2)).toContain("2");
});

test("beyond chance is what the service counts as such", () => {
  expect([{ q_value: 0.05 }, { q_value: 0.051 }].map(isBeyondChance)).toEqual([true, false]);
});
