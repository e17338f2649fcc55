// The sentences of a plan count people, round to what is sure, and say when a simple rule does better.

import { expect, test } from "vitest";
import { betterRule, certainties, difference, differenceBetween, doubts, finding, namesOf } from "./sentences";

type Plan = Parameters<typeof finding>[0];

const estimate = (value: number, low: number, high: number) => ({ value, low, high, n: 1000 });
const account = { key: "x:1", handle: "ada", followers: 10, community: 0 };
const seed = { account, gain: estimate(1, 1, 1), price: 10, acceptance: null };
const rival = {
  seeds: ["x:2", "x:3"],
  value: estimate(980, 960, 1000),
  difference: estimate(250, 240, 260),
  price: 90,
};
const certificate = { ratio: 0.9241, delta: 5e-5, lower: 1, upper: 2, guarantee: null, n_sets: 9 };
const question = { budget: 5000, acceptance: 0.8, quotas: [], minimum_per_community: null };

const PLAN = {
  objective: "reach",
  seeds: [seed],
  reach: estimate(1234, 1204, 1264),
  spread: estimate(55.4, 53, 58),
  price: 4991.5,
  currency: "EUR",
  certificate,
  against: { degree: rival },
  question,
} as unknown as Plan;

test("a budget buys accounts and people, and is held against the biggest", () => {
  expect(finding(PLAN)).toBe("€5,000 buys 1 account and about 1,230 distinct people; the 2 biggest would reach 980.");
});

test("a plan by number of those who pass it on still counts the people who see it", () => {
  const plan = { ...PLAN, objective: "spread", question: { ...question, budget: null } } as unknown as Plan;
  expect(finding(plan)).toMatch(/^1 account reaches about 1,230 distinct people; about 55 pass it on; /);
});

test("the doubt tells interval, price and who says yes", () => {
  const said = ["Between 1,200 and 1,260 people.", "Together they cost €4,992."];
  expect(doubts(PLAN)).toEqual([...said, "Where it is not known, 80% are taken to say yes."]);
});

test("a price that is unknown is said to be", () => {
  const seeds = [seed, { ...seed, price: null }];
  const said = doubts({ ...PLAN, seeds, price: null } as Plan);
  expect(said).toContain("What they cost together is unknown.");
  expect(said).toContain("1 of them has no known price.");
});

test("the certificate bounds the best plan from above, rounded up", () => {
  expect(certainties(PLAN)[0]).toBe("No plan within the same limits reaches more than 1.09 times as many people.");
  expect(certainties(PLAN)[1]).toContain("1 in 20,000");
});

test("a rule is called better only where that is sure", () => {
  const against = (low: number, value: number, high: number) =>
    ({ ...PLAN, against: { pagerank: { ...rival, difference: estimate(value, low, high) } } }) as Plan;
  expect(betterRule(against(-170, -153, -136))).toContain("150 more");
  expect(betterRule(against(-170, -80, 10))).toBeNull();
  const limited = { ...against(-170, -153, -136), question: { ...question, minimum_per_community: 2 } };
  expect(betterRule(limited as unknown as Plan)).toContain("none of your limits");
});

test("a loss is told without signs", () => {
  expect(difference(estimate(-1031, -1040, -1023))).toBe("1,031 fewer");
  expect(differenceBetween(estimate(-1031, -1040, -1023))).toBe("between 1,023 and 1,040");
});

test("two accounts are named, cut short, in their own direction of writing; the others are counted", () => {
  const long = { key: "x:2", handle: "b".repeat(200) };
  const said = namesOf([account, long, account, account]);
  expect(said).toContain("\u2068@ada\u2069");
  expect(said).toContain("2 others");
  expect(said.length).toBeLessThan(64);
});
