// The address holds the whole question, and gives it back.

import { expect, test } from "vitest";
import { addressOf, changed, read } from "./address";

test("an address that is written is read back as it was", () => {
  const to = addressOf("relays", { topic: "street food & más", exclude: ["a:1", "b:2"], max_followers: 100 });
  const address = read(new URL(to, "http://x"));
  expect(address.view).toBe("relays");
  expect(address.query.get("topic")).toBe("street food & más");
  expect(address.query.getAll("exclude")).toEqual(["a:1", "b:2"]);
});

test("what is empty is taken out", () => {
  expect(changed(new URLSearchParams("topic=x&community=3"), { community: null, topic: "" }).toString()).toBe("");
});

test("the language goes along to another view, the topic does not", () => {
  expect(addressOf("data", {}, new URLSearchParams("topic=x&lang=fr"))).toBe("/data?lang=fr");
});

test("an address that names no view is unknown", () => {
  expect(read({ pathname: "/nothing", search: "" }).view).toBe("unknown");
});
