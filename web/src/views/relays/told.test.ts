// What is read off a list of relays.

import { expect, test } from "vitest";
import { isDoubtful, maybeFirst, placesOf, type Relay, scaleOf, tierOf } from "./told";

const relay = (rank_low: number | null, rank_high: number | null) => ({ rank_low, rank_high }) as Relay;

test("people are counted over a hundred messages where one has too few, all on one scale", () => {
  const estimates = [
    { value: 4.2, low: 3.8, high: 4.5 },
    { value: 0.3, low: 0.2, high: 0.5 },
  ];
  expect(scaleOf(estimates)).toEqual({ messages: 100, most: 450 });
  expect(scaleOf([{ value: 9, low: 8, high: 10.2 }]).messages).toBe(100);
  expect(scaleOf([{ value: 33, low: 30, high: 36 }]).messages).toBe(1);
  expect(scaleOf([{ value: 0.001, low: 0, high: 0.07 }]).messages).toBe(100);
  expect(scaleOf([])).toEqual({ messages: 10_000, most: 0 });
});

test("an interval that begins at nothing is doubtful", () => {
  expect(isDoubtful({ value: 0.004, low: 0.0001, high: 0.07 })).toBe(true);
  expect(isDoubtful({ value: 0.9, low: 0.7, high: 1.0 })).toBe(false);
});

test("whoever may be first is named, and nobody where a ranking orders", () => {
  const items = [relay(1, 2), relay(1, 3), relay(3, 3)];
  expect(maybeFirst(items)).toEqual(items.slice(0, 2));
  expect(maybeFirst([relay(null, null)])).toEqual([]);
});

test("a place is a span where the samples leave it open", () => {
  expect([relay(1, 1), relay(2, 4), relay(null, null)].map((each) => placesOf(each, 7))).toEqual(["1", "2–4", "7"]);
});

test("a size that is no tier is exact", () => {
  expect(tierOf(null, "10000")).toBe("-10000");
  expect(tierOf(null, null)).toBe("-");
  expect(tierOf("17", "10000")).toBeNull();
});
