// What the address asks about who has heard nothing: who they are first, then through whom they could.

import { expect, test } from "vitest";
import { peopleAsked, throughAsked } from "./asked";

const query = new URLSearchParams(
  "ask=unheard&topic=tea&target=a:1&target=a:2&days=7&k=3&cursor=x&account=a:9&lang=fr",
);

test("people are counted before anybody is chosen", () => {
  const asked = { topic: "tea", targets: ["a:1", "a:2"], days: 7 };
  expect(peopleAsked(query)).toEqual({ ...asked, k: 0, limit: 10, cursor: "x" });
  expect(throughAsked(query)).toEqual({ ...asked, k: 3, limit: 1 });
});

test("where nothing is said it is everybody, thirty days, and ten accounts", () => {
  expect(throughAsked(new URLSearchParams("k=-1"))).toEqual({ days: 30, k: 10, limit: 1 });
});
