// What is read off the report of a message.

import { expect, test } from "vitest";
import { type Bounce, counted } from "../../pictures/bounces";
import { ageAt, mainCrossing, mainLine, type Replayed, reached, shapeOf } from "./told";

// 0 starts; 1 and 2 have it from 0, 3 from 1, 4 from 3.
const REPLAY: Replayed = {
  people: {
    key: ["a", "b", "c", "d", "e"],
    handle: [null, null, null, null, null],
    community: [0, 0, 1, 1, 1],
    hop: [0, 1, 1, 2, 3],
    parent: [null, 0, 0, 1, 3],
    guessed: [false, false, false, false, false],
    age_seconds: [0, 10, 90, 30, null],
    people_below: [4, 2, 0, 1, 0],
  },
  left_out: 0,
  bounces: [],
};
const BOUNCES: Bounce[] = [10, 30, 60].map((at, place) => ({
  hop: place + 1,
  people: counted(1),
  relay: null,
  community: null,
  crossing: false,
  at,
}));

test("the age of a message goes on between its bounces", () => {
  expect([0, 0.5, 1, 2.5, 3].map((position) => ageAt(BOUNCES, position))).toEqual([0, 5, 10, 45, 60]);
});

test("bounces without times have no age", () => {
  expect(ageAt([{ ...BOUNCES[0], at: undefined } as Bounce], 0.5)).toBeNull();
});

test("by bounce those have it who are no further away", () => {
  expect(reached(REPLAY, BOUNCES, 1.9, "hop")).toEqual([0, 1, 2]);
});

test("by time those have it to whom it had come, whoever's time is unknown last", () => {
  expect(reached(REPLAY, BOUNCES, 2, "time")).toEqual([0, 1, 3]);
  expect(reached(REPLAY, BOUNCES, 3, "time")).toEqual([0, 1, 2, 3, 4]);
});

test("the main line goes on to whom most have it by way of", () => {
  expect(mainLine(REPLAY)).toEqual([0, 1, 3, 4]);
});

test("a broadcast is told from a chain by the mean distance of its people", () => {
  expect([null, 1.98, 3.1, 9.8].map(shapeOf)).toEqual([null, "broadcast", "mixed", "hands"]);
});

function crossing(authorIn: number): Parameters<typeof mainCrossing>[0] {
  const account = { key: "x:c", handle: null, followers: null, community: 1 };
  const carriers = [{ account, origin: "0", destination: "1", people_below: 5 }];
  return {
    author: { ...account, community: authorIn },
    by_community: [{ community: 1, people: 7, first_hop: 1 }],
    borders: { community: { bounces: 9, crossings: 1, passages: [], carriers } },
  };
}

test("who took it across is who brought it to most of its people", () => {
  expect(mainCrossing(crossing(0))).toMatchObject({ carrier: { account: { key: "x:c" } }, people: 7 });
  expect(mainCrossing(crossing(1))).toBeNull();
});
