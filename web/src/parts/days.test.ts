// Records that are too short say how many days would do, and records without times say so.

import { expect, test } from "vitest";
import type { Problem } from "../service/client";
import { lacking } from "./days";

const refused = (name: string, requirement: string) => ({ name, requirement }) as Problem;
const short = (most: string) => refused("days", `at most ${most}: the records do not go back further`);

test("the days that would do are whole ones, and no more than there are", () => {
  expect(lacking(short("60.6378"))).toEqual({ what: "days", most: 60 });
  expect(lacking(short("0.0278"))).toEqual({ what: "days", most: 0 });
  expect(lacking(short("0.66"))).toEqual({ what: "days", most: 0.6 });
});

test("records without times lack them, and any other problem is another one", () => {
  expect(lacking(refused("store", "one that knows when they were passed on"))).toEqual({ what: "times" });
  expect(lacking(refused("days", "above 0, at most 3,650"))).toBeNull();
  expect(lacking(undefined)).toBeNull();
});
