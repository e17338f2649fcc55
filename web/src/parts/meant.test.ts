// What a problem is about is found in the question, and mended there.

import { expect, test } from "vitest";
import { meant, replaced, rightMissing, slug } from "./meant";

const query = new URLSearchParams("topic=foo&sources=ada&sources=foo");

test("a problem is about the value that it quotes", () => {
  expect(meant(query, { detail: "no topic 'foo'; the nearest known: food" })).toBe("foo");
  expect(meant(query, { detail: "the store is unavailable" })).toBeNull();
});

test("a value is replaced wherever it stands, and nothing else", () => {
  expect(replaced(query, "foo", "food").toString()).toBe("topic=food&sources=ada&sources=food");
});

test("the kind of a problem is the end of its type", () => {
  expect(slug({ type: "/problems/topic-not-found" })).toBe("topic-not-found");
  expect(slug({ type: "unreachable" })).toBe("unreachable");
});

test("a refusal for want of a right names it", () => {
  expect(rightMissing({ status: 403, detail: "This takes a key with the right 'ingest'." })).toBe("ingest");
  expect(rightMissing({ status: 404, detail: "no topic 'read'" })).toBeNull();
});
