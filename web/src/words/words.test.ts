// French keeps its double signs with the word before them, wherever a line ends.

import { expect, test } from "vitest";
import source from "./fr.ts?raw";

const TEXTS = /"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.|\$\{[^{}]*\}|\$)*`/g;

test("no line can begin with a sign that belongs to the word before", () => {
  const texts = (source.match(TEXTS) ?? []).map((text) => text.replace(/\$\{[^{}]*\}/g, "x"));
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter((text) => / [;?!:»%]|« /.test(text))).toEqual([]);
});
