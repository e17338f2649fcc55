// A number shows as many digits as its interval allows.

import { expect, test } from "vitest";
import { ago, chance, interval, messagesFor, number, odds, oddsBetween, percent, rounded, times } from "./numbers";

test("a wide interval leaves few digits", () => {
  expect(rounded({ value: 1342.7, low: 1100, high: 1600 })).toBe("1,300");
  expect(interval({ value: 1342.7, low: 1104, high: 1596 })).toEqual(["1,100", "1,600"]);
});

test("a narrow interval leaves many, behind the point up to two in all", () => {
  expect(rounded({ value: 0.6321, low: 0.53, high: 0.76 })).toBe("0.6");
  expect(rounded({ value: 12.3456, low: 12.3, high: 12.4 })).toBe("12");
  expect(rounded({ value: 107, low: 106.96, high: 107.03 })).toBe("107");
  expect(rounded({ value: 41_234.4, low: 41_233, high: 41_236 })).toBe("41,234");
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

test("parts of a person are counted over as many messages as make whole ones", () => {
  expect([1340, 10, 4.17, 0.6, 0.002].map(messagesFor)).toEqual([1, 1, 100, 100, 10_000]);
  expect(rounded(times({ value: 4.17, low: 3.83, high: 4.56 }, 100))).toBe("420");
});

test("a time is told in the largest unit of which there is one", () => {
  const now = Date.parse("2026-05-02T12:00:00Z");
  const told = ["2026-05-02T11:57:00Z", "2026-05-01T11:00:00Z", "2024-01-01T00:00:00Z"].map((at) => ago(at, now));
  expect(told).toEqual(["3 minutes ago", "yesterday", "2 years ago"]);
});

test("a small probability is said as so many in a power of ten", () => {
  expect(odds(0.06)).toEqual({ count: "6", of: "100", about: false, less: false });
  expect(odds(3.8e-4)).toEqual({ count: "4", of: "10,000", about: true, less: false });
  expect(odds(0.64)).toMatchObject({ count: "64", of: "100", about: false });
  expect(odds(0.00096)).toMatchObject({ count: "1", of: "1,000", about: true });
  expect(odds(1e-12)).toMatchObject({ count: "1", of: "1,000,000,000", less: true });
  expect(odds(0)).toMatchObject({ count: "0", of: "100", less: false });
});

test("an interval of small probabilities is counted in one power of ten", () => {
  expect(oddsBetween({ value: 8e-4, low: 3.5e-4, high: 1.58e-3 })).toEqual({
    count: "8",
    low: "4",
    high: "16",
    of: "10,000",
  });
  expect(oddsBetween({ value: 0, low: 0, high: 3.7e-4 })).toMatchObject({ count: "0", of: "100,000" });
});
