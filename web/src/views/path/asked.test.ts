// The address of a path becomes the question that the service is asked.

import { expect, test } from "vitest";
import { introductionsAsked, pathsAsked, wayChosen } from "./asked";

const query = new URLSearchParams("sources=ada&sources=cem&target=bo&topic=food");

test("nothing is asked before it is said from whom and to whom", () => {
  expect(pathsAsked(new URLSearchParams("target=bo"))).toBeNull();
  expect(pathsAsked(new URLSearchParams("sources=ada"))).toBeNull();
});

test("the most probable paths are asked on a topic, with what they rest on", () => {
  expect(pathsAsked(query)).toEqual({
    sources: ["ada", "cem"],
    target: "bo",
    by: "influence",
    topic: "food",
    explain: true,
    limit: 4,
  });
});

test("a topic means nothing to other paths, and is left out", () => {
  expect(pathsAsked(new URLSearchParams(`${query}&by=warm`))).toEqual({
    sources: ["ada", "cem"],
    target: "bo",
    by: "warm",
    limit: 4,
  });
});

test("introductions are asked beside the most probable paths alone", () => {
  expect(introductionsAsked(query)).toMatchObject({ by: "warm", limit: 1 });
  expect(introductionsAsked(new URLSearchParams(`${query}&by=warm`))).toBeNull();
});

test("a way that there is not is the first", () => {
  expect(wayChosen(new URLSearchParams("way=3"), 4)).toBe(2);
  expect([wayChosen(new URLSearchParams("way=9"), 4), wayChosen(new URLSearchParams("way=x"), 4)]).toEqual([0, 0]);
});
