// Questions that several ask at once.

import { expect, test } from "vitest";
import { shared } from "./shared";

test("those who ask at once have one answer, and a failure is asked again", async () => {
  let asked = 0;
  const ask = shared(async () => {
    asked += 1;
    if (asked === 1) throw new Error("away");
    return asked;
  });
  await expect(Promise.all([ask(), ask()])).rejects.toThrow("away");
  expect(await Promise.all([ask(), ask()])).toEqual([2, 2]);
});
