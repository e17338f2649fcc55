// Bounces are read off any answer about a message.

import { expect, test } from "vitest";
import type { Schemas } from "../service/client";
import { type Bounce, bouncesTo, counted, drawnBounces, recordedBounces, simulatedBounces } from "./bounces";

function account(key: string) {
  return { key, handle: null, followers: null, community: null };
}

function thrown(hop: number, community: number | null, key: string | null): Schemas["ReplayedBounce"] {
  const relay = key === null ? null : account(key);
  return { hop, people: 10 * hop, relay, people_below: 1, community, in_community: 1, age_seconds: null };
}

function report(start: number | null, bounces: Schemas["ReplayedBounce"][]) {
  const people = { key: ["x:a"], handle: [null], community: [start], hop: [0], parent: [null], people_below: [9] };
  const replay = { people: { ...people, guessed: [false], age_seconds: [0] }, left_out: 0, bounces };
  return { by_hop: [], replay };
}

test("a crossing is where the community is another one than before", () => {
  const bounces = recordedBounces(report(1, [thrown(1, 1, "x:a"), thrown(2, 2, "x:b"), thrown(3, 2, "x:c")]));
  expect(bounces.map(({ crossing }) => crossing)).toEqual([false, true, false]);
  expect(bounces.map(({ relay }) => relay?.name)).toEqual(["x:a", "x:b", "x:c"]);
});

test("a community that is unknown is no crossing, and the one before it counts on", () => {
  const bounces = recordedBounces(report(1, [thrown(1, null, "x:a"), thrown(2, 1, null), thrown(3, 2, null)]));
  expect(bounces.map(({ crossing }) => crossing)).toEqual([false, false, true]);
  expect(bounces[1]?.relay).toBeNull();
});

test("without times no bounce has one", () => {
  expect(recordedBounces(report(null, [thrown(1, 1, "x:a")]))[0]).not.toHaveProperty("at");
});

test("who starts is no bounce", () => {
  const hops = [1, 8, 4].map((people, hop) => ({ hop, people: counted(people) }));
  const bounces = simulatedBounces(hops, { key: "x:a", name: "Ada" });
  expect(bounces.map(({ hop, relay }) => [hop, relay?.name])).toEqual([
    [1, "Ada"],
    [2, undefined],
  ]);
});

function chain(people: number[]): Bounce[] {
  return simulatedBounces(
    people.map((value, place) => ({ hop: place + 1, people: counted(value) })),
    null,
  );
}

test("bounces that hold the last hundredth are not drawn", () => {
  expect(drawnBounces(chain([60, 39.5, 0.3, 0.2]))).toHaveLength(2);
  expect(drawnBounces(chain(new Array(100).fill(5)))).toHaveLength(24);
  expect(drawnBounces([])).toEqual([]);
});

test("nine in ten came within so many bounces", () => {
  expect(bouncesTo(0.9, chain([50, 40, 10]))).toBe(2);
});
