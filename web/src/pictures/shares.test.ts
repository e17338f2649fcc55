// Intervals and spans of charts, held against published and countable values.

import { expect, test } from "vitest";
import { busiestHalf, wilson } from "./shares";

test("the interval of Wilson is the published one", () => {
  const { low, high } = wilson(81 / 263, 263); // Newcombe 1998, table I, method 3
  expect([low, high].map((end) => end.toFixed(4))).toEqual(["0.2553", "0.3662"]);
});

test("a share of nothing may be anything", () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});

test("half of the people came in the shortest span that holds them", () => {
  expect(busiestHalf([0, 50, 100, 101, 102, 200])).toEqual({ from: 100, to: 102 });
  expect(busiestHalf([3])).toBeNull();
});
