// What the address asks about relays.

import { expect, test } from "vitest";
import { isNarrowed, listAsked, oneAsked, PAGE } from "./asked";

test("the list is asked what the address says, and nothing that is the page's own", () => {
  const query = new URLSearchParams("topic=tea&account=a:1&lang=fr&exclude=a:2&exclude=a:3&max_followers=9&place=11");
  expect(listAsked(query)).toEqual({ topic: "tea", max_followers: "9", exclude: ["a:2", "a:3"], limit: PAGE });
});

test("one account is asked about whatever the list is narrowed to, with its own voice", () => {
  const query = new URLSearchParams("topic=tea&max_followers=9&silenced=a:1&sources=a:7");
  expect(oneAsked(query, "a:1")).toEqual({
    topic: "tea",
    sources: ["a:7"],
    accounts: ["a:1"],
    explain: true,
    by_hop: true,
    limit: 1,
  });
});

test("a list is narrowed by filters and by who is left out, not by how messages start", () => {
  expect(
    ["language=fr", "exclude=a:1", "sources=a:1", ""].map((text) => isNarrowed(new URLSearchParams(text))),
  ).toEqual([true, true, false, false]);
});
