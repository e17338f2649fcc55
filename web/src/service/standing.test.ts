// Questions wait until the service answers, to whoever asks.

import { expect, test } from "vitest";
import { onStanding, stand, whenWell } from "./standing";

const still = () => new AbortController().signal;

test("a question waits until the service answers", async () => {
  const heard: string[] = [];
  const forget = onStanding((now) => heard.push(now));
  stand("locked");
  const waiting = whenWell(still()).then(() => heard.push("asked"));
  stand("unreachable");
  stand("well");
  await waiting;
  expect(heard).toEqual(["locked", "unreachable", "well", "asked"]);
  forget();
});

test("nobody is told twice of the same, nor after going away", async () => {
  const heard: string[] = [];
  const forget = onStanding((now) => heard.push(now));
  stand("locked");
  stand("locked");
  forget();
  stand("well");
  await whenWell(still());
  expect(heard).toEqual(["locked"]);
});
