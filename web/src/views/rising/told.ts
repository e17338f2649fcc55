// What is read off a list of who is rising: who is so beyond chance, and where growth is drawn.

import { number, toUnit } from "../../numbers";
import type { Schemas } from "../../service/client";
import { words } from "../../words";

export type RisingItem = Schemas["RisingItem"];
export type Growth = Schemas["Growth"];

const MOST_FALSE = 0.05; // share of those beyond chance that may be so by chance after all, as the service counts them

export function isBeyondChance({ q_value }: Pick<RisingItem, "q_value">): boolean {
  return q_value <= MOST_FALSE;
}

const LEAST = 1 / 2; // times the share before, at the left end of the scale
const LARGEST = 64; // and at its right end, beyond which nobody reads

/** Return where so many times a share is drawn, in per cent of the width: as far for twice as for half. */
export function placeOf(times: number): number {
  const place = Math.log(times / LEAST) / Math.log(LARGEST / LEAST);
  return 100 * Math.min(1, Math.max(0, place));
}

/** Return how many times its share, rounded to two digits; as many as nobody counts are a bound. */
export function timesShare(times: number): string {
  if (times > LARGEST) return `> ${number(LARGEST)}`;
  return toUnit(times, 10 ** (Math.floor(Math.log10(Math.max(times, 0.01))) - 1));
}

/** Return the growth of a share in words: its interval, as far as there is one. */
export function growthTold({ low, high }: Growth): string {
  const said = words().rising;
  if (high === null || high > LARGEST) return said.atLeast(timesShare(low));
  return said.between(timesShare(low), timesShare(high));
}

/** Return how many of those beyond chance are so by chance, to be expected: rounded up, so that it is no promise. */
export function expectedFalse(expected: number): string {
  const said = words().rising;
  return expected < 1 ? said.lessThanOne : said.atMost(number(Math.ceil(expected)));
}
