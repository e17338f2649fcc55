// A number shows as many digits as its interval allows.

import { expect, test } from "vitest";
import { chance, interval, number, percent, rounded } from "./numbers";

test("a wide interval leaves few digits", () => {
  expect(rounded({ value: 1342.7, low: 1100, high: 1600 })).toBe("1,300");
  expect(interval({ value: 1342.7, low: 1104, high: 1596 })).toEqual(["1,100", "1,600"]);
});

test("a narrow interval leaves many", () => {
  expect(rounded({ value: 0.6321, low: 0.53, high: 0.76 })).toBe("0.6");
  expect(rounded({ value: 12.3456, low: 12.3, high: 12.4 })).toBe("12.35");
});

test("an exact number is shown whole", () => {
  expect(number(20_000)).toBe("20,000");
  expect(number(0.123456)).toBe("0.123");
});

test("a probability below one half is said as one in so many", () => {
  const oneIn = (n: string) => `1 in ${n}`;
  expect(chance(0.17, oneIn)).toBe("1 in 6");
  expect(chance(0.7, oneIn)).toBe("70%");
  expect(percent(0.413)).toBe("41%");
});
