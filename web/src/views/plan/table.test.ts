// A table that goes to a spreadsheet computes nothing and keeps every text.

import { expect, test } from "vitest";
import { cell, planTable } from "./table";

test.each([
  ["=1+1", "'=1+1"],
  ["+ada", "'+ada"],
  ["-ada", "'-ada"],
  ["@ada", "'@ada"],
  ["'ada", "''ada"],
  ["＝ada", "'＝ada"],
  ["\tada", "'\tada"],
])("%j does not start a formula", (text, written) => {
  expect(cell(text)).toBe(written);
});

test("commas, quotes and line ends stay within their cell", () => {
  expect(cell('a,b "c"\nd')).toBe('"a,b ""c""\nd"');
});

test("a number that is negative stays a number, and what is unknown is empty", () => {
  expect([cell(-1.5), cell(null), cell("ada")]).toEqual(["-1.5", "", "ada"]);
});

test("a plan has one row an account, in the order in which they were chosen", () => {
  const gain = { value: 12.5, low: 10, high: 15, n: 1000 };
  const account = { key: "x:1", handle: "=ada", followers: null, community: 0 };
  const plan = { seeds: [{ account, gain, price: null, acceptance: 0.8 }], currency: "EUR" };
  const lines = planTable(plan as unknown as Parameters<typeof planTable>[0]).split("\r\n");
  expect(lines.slice(1)).toEqual(["1,x:1,'=ada,,1,12.5,10,15,,,0.8", ""]);
});
