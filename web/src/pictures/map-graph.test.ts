// The map's graph: accounts alone, largest first, in the colours of their communities; limits that do not move.

import { expect, test } from "vitest";
import { communityColour } from "./communities";
import { graphOf, limits, type MapAnswer } from "./map-graph";
import { edgeColour, type Ink, Written } from "./map-layers";

const map = {
  nodes: {
    key: ["x:1", "x:2", "x:3", null],
    handle: ["ada", null, "<b>cem</b>", null],
    community: [0, 1, null, 0],
    followers: [1, 2, null, null],
    people: [1, 1, 1, 40],
    x: [0, 1, 2, 3],
    y: [0, 1, 2, 3],
    value: [1, 4, null, null],
  },
  edges: { source: [0, 1, 0], target: [1, 2, 3], weight: [1, 1, 1], probability: [0.1, 0.2, 0.3] },
  communities: [
    { community: 0, size: 41, x: 0, y: 10, radius: 10 },
    { community: 1, size: 1, x: 40, y: 0, radius: 5 },
  ],
} as unknown as MapAnswer;

test("merged people are no node, and nothing leads to them", () => {
  const graph = graphOf(map);
  expect(graph.nodes()).toEqual(["x:2", "x:1", "x:3"]);
  expect(graph.edges().map((edge) => graph.extremities(edge))).toEqual([
    ["x:1", "x:2"],
    ["x:2", "x:3"],
  ]);
});

test("areas grow by what is carried, and what is unknown is as small as nothing", () => {
  const graph = graphOf(map);
  const size = (key: string) => graph.getNodeAttribute(key, "size");
  expect((size("x:1") - size("x:3")) / (size("x:2") - size("x:3"))).toBeCloseTo(0.5);
});

test("values of the view's own take the place of the map's", () => {
  expect(graphOf(map, new Map([["x:3", 9]])).nodes()[0]).toBe("x:3");
});

test("everybody has a name and the colour of their community", () => {
  const graph = graphOf(map);
  expect(graph.mapNodes((_, { name, color }) => [name, color])).toEqual([
    ["x:2", communityColour(1)],
    ["@ada", communityColour(0)],
    ["@<b>cem</b>", communityColour(null)],
  ]);
});

test("a network of one account, or without communities, can be drawn", () => {
  const one = { ...map, edges: { source: [], target: [] }, communities: [] } as unknown as MapAnswer;
  expect(graphOf(one).size).toBe(0);
  expect(limits(one)).toBe(null);
});

test("the limits hold all communities", () => {
  const found = limits(map);
  expect(found?.x[0]).toBeLessThanOrEqual(-10);
  expect(found?.x[1]).toBeGreaterThanOrEqual(45);
  expect(found?.y[1]).toBeGreaterThanOrEqual(20);
});

test("an edge's colour is multiplied by its share", () => {
  expect(edgeColour({ dark: true } as Ink, 0.1)).toBe("rgba(19, 20, 22, 0.100)");
});

test("what is written on is taken", () => {
  const written = new Written();
  expect(written.take(0, 0, 10, 10)).toBe(true);
  expect(written.take(5, 5, 10, 10)).toBe(false);
  expect(written.take(10, 0, 10, 10)).toBe(true);
});
