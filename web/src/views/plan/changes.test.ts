// Who is left out of a plan, or says no, is in it, and in one of the two lists.

import { expect, test } from "vitest";
import { changed } from "../../address";
import { changedWith, changesOf, isChanged, keptWith, UNCHANGED } from "./changes";

const account = (key: string) => ({ account: { key } });
const plan = { seeds: [account("x:1"), account("x:2")] } as unknown as Parameters<typeof changesOf>[1];
const read = (address: string) => changesOf(new URLSearchParams(address), plan);

test("whom the plan does not ask changes nothing in it", () => {
  expect(read("without=x:9&refuses=x:8")).toEqual(UNCHANGED);
  expect(isChanged(read("without=x:9"))).toBe(false);
});

test("nobody is left out and says no, and nobody twice", () => {
  expect(read("without=x:1&without=x:1&refuses=x:1&refuses=x:2")).toEqual({ without: ["x:1"], refuses: ["x:2"] });
});

test("a change is written into the address, and undone", () => {
  const after = changed(new URLSearchParams("refuses=x:1"), changedWith(read("refuses=x:1"), "without", "x:1"));
  expect(after.toString()).toBe("without=x%3A1");
  expect(keptWith(changesOf(after, plan), "x:1")).toEqual(UNCHANGED);
});
