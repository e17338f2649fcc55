// The stone touches the water where one bounce ends and the next begins, and rises with the people.

import { expect, test } from "vitest";
import { arcsOf, band, freeAt, freeLabels, parabola, sharesOf, stoneAt, stretchesOf, wrapped } from "./arcs";
import { type Bounce, counted } from "./bounces";

const FRAME = { width: 440, rise: 100, water: 120, margin: 20 };

function bounce(hop: number, people: number, more: Partial<Bounce> = {}): Bounce {
  return { hop, people: counted(people), relay: null, community: null, crossing: false, ...more };
}

function arcs(bounces: readonly Bounce[]) {
  return arcsOf(bounces, FRAME, 80, sharesOf(bounces, "hop"));
}

test("arcs follow each other over the whole water", () => {
  const drawn = arcs([bounce(1, 40), bounce(2, 80), bounce(3, 10)]);
  expect(drawn[0]?.from).toBe(20);
  expect(drawn.slice(1).map(({ from }) => from)).toEqual(drawn.slice(0, -1).map(({ to }) => to));
  expect(drawn.at(-1)?.to).toBeCloseTo(420);
});

test("an arc is as high as its people, and nobody rises no arc", () => {
  expect(arcs([bounce(1, 40), bounce(2, 80), bounce(3, 0)]).map(({ height }) => height)).toEqual([50, 100, 0]);
});

test("in time a bounce is as wide as it took", () => {
  const [first, second] = sharesOf([bounce(1, 9, { at: 100 }), bounce(2, 9, { at: 400 })], "time");
  expect((second ?? 0) / (first ?? 1)).toBeCloseTo(3);
});

test("a bounce that took no time is still seen", () => {
  expect(Math.min(...sharesOf([bounce(1, 9, { at: 0 }), bounce(2, 9, { at: 1000 })], "time"))).toBeGreaterThan(0.1);
});

test("the stone is on the water at a contact and on top in the middle", () => {
  const drawn = arcs([bounce(1, 40), bounce(2, 80)]);
  expect(stoneAt(drawn, 1, FRAME.water)).toEqual({ x: drawn[1]?.from, y: 120 });
  expect(stoneAt(drawn, 1.5, FRAME.water)?.y).toBe(20);
  expect(stoneAt([], 0, FRAME.water)).toBeNull();
});

test("a parabola has its apex at its height", () => {
  expect(parabola({ from: 0, to: 100 }, 30, 100)).toBe("M0 100Q50 40 100 100"); // half way to the control point
});

test("the band runs along one end of the interval and back along the other", () => {
  const arc = { bounce: bounce(1, 20), from: 0, to: 100, height: 20, low: 10, high: 30 };
  expect(band(arc, 100)).toBe("M0 100Q50 40 100 100L100 100Q50 80 0 100Z");
});

test("neighbouring bounces over one community are one stretch", () => {
  const drawn = arcs([1, 1, 2].map((community, place) => bounce(place + 1, 5, { community })));
  expect(stretchesOf(drawn).map(({ community }) => community)).toEqual([1, 2]);
  expect(stretchesOf(drawn)[0]?.to).toBe(drawn[1]?.to);
});

test("of labels that would touch the weightier stays, and the other goes a row down", () => {
  const labels = [
    { text: "Ada Lovelace", x: 80, weight: 1 },
    { text: "Bo", x: 110, weight: 2 },
  ];
  expect(freeLabels(labels, 200)).toEqual([null, { x: 110, row: 0 }]);
  expect(freeLabels(labels, 200, 2)).toEqual([expect.objectContaining({ row: 1 }), { x: 110, row: 0 }]);
});

test("no label leaves the picture", () => {
  const [place] = freeLabels([{ text: "Ada", x: 0, weight: 1 }], 200);
  expect(place?.x).toBeGreaterThan(10);
  expect(freeLabels([{ text: "a name of many letters", x: 50, weight: 1 }], 60)).toEqual([null]);
});

test("labels at different heights do not touch", () => {
  const labels = [
    { text: "10", x: 50, y: 20, weight: 1 },
    { text: "11", x: 50, y: 60, weight: 2 },
    { text: "12", x: 50, y: 62, weight: 3 },
  ];
  expect(freeAt(labels)).toEqual([true, false, true]);
});

test("a text is broken where a word would not fit", () => {
  expect(wrapped("a stone that skips", 60, 6)).toEqual(["a stone", "that skips"]);
  expect(wrapped("unbreakable", 30, 6)).toEqual(["unbreakable"]);
});
