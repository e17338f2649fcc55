// A question of a plan survives the address, and is known again.

import { expect, test } from "vitest";
import { changed } from "../../address";
import { bodyOf, isComplete, isSame, limitText, parametersOf, planOf, type Question, questionOf } from "./question";

const FULL: Question = {
  topic: "street food",
  budget: 5000,
  k: 20,
  objective: "spread",
  acceptance: 0.8,
  largest: 100_000,
  minimum: 2,
  include: ["x:1", "x:2"],
  exclude: ["x:3"],
  targets: ["list:own"],
  limits: [
    { by: "community", of: "3", at_least: 1, at_most: 5 },
    { by: "language", of: "a:b%", at_least: null, at_most: 2 },
  ],
};

const asked = (address: string) => questionOf(new URLSearchParams(address));

test("a question that is put into an address is read back as it was", () => {
  const address = changed(new URLSearchParams(), parametersOf(FULL)).toString();
  expect(asked(address)).toEqual(FULL);
});

test("an address without a question asks for nothing, in people who see it", () => {
  expect(asked("")).toMatchObject({ budget: null, k: null, objective: "reach", include: [] });
  expect(isComplete(asked("topic=x"))).toBe(false);
  expect(isComplete(asked("k=3"))).toBe(true);
});

test.each([
  "k=0",
  "k=1.5",
  "k=many",
  "budget=0",
  "budget=-1",
  "budget=Infinity",
  "acceptance=1.2",
  "acceptance=%20",
  "minimum=0",
  "max_followers=-1",
  "limit=colour:3:1:",
  "limit=community:3::",
  "limit=community:%25E0:1:",
  "limit=community:many:1:",
  "limit=language::1:",
])("what cannot be meant is not asked: %s", (address) => {
  expect(isSame(asked(address), asked(""))).toBe(true);
});

test("what can be no id of a plan is none", () => {
  const id = "0123456789abcdef".repeat(2);
  expect(planOf(new URLSearchParams({ plan: id }))).toBe(id);
  expect(planOf(new URLSearchParams({ plan: "<b>" }))).toBeNull();
});

test("the order of names, and how a topic is written, ask for the same plan", () => {
  const other = { ...FULL, topic: "Street Food", include: ["x:2", "x:1"], limits: [...FULL.limits].reverse() };
  expect(isSame(FULL, other)).toBe(true);
  expect(isSame(FULL, { ...FULL, acceptance: 0.7 })).toBe(false);
});

test("a class may hold whatever stands in an address", () => {
  const limit = { by: "language", of: "a:b&%", at_least: null, at_most: 1 } as const;
  expect(questionOf(new URLSearchParams({ limit: limitText(limit) })).limits).toEqual([limit]);
});

test("the service is asked in its own words", () => {
  expect(bodyOf(FULL)).toMatchObject({ max_followers: 100_000, minimum_per_community: 2, targets: ["list:own"] });
});
