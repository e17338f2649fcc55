// Numbers, dates and spans as people read them: rounded to what their interval allows, in the reader's way.

import { language } from "./words";

/** A value with its 95 % interval, as the service gives it. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

const LARGE = 10_000_000; // from here on in millions and so on, which nobody counts by digits

/** Return the unit that an interval leaves sure: a value is rounded to a fifth of its width, to a power of ten. */
export function unit({ low, high }: Pick<Estimate, "low" | "high">): number {
  const width = high - low;
  return width > 0 ? 10 ** Math.floor(Math.log10(width / 2)) : 0;
}

/** Return a value rounded to what its interval allows. */
export function rounded(estimate: Estimate): string {
  return toUnit(estimate.value, unit(estimate));
}

/** Return the two ends of an interval, rounded alike. */
export function interval(estimate: Estimate): [string, string] {
  const step = unit(estimate);
  return [toUnit(estimate.low, step), toUnit(estimate.high, step)];
}

export function toUnit(value: number, step: number): string {
  if (step === 0) return number(value);
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  const whole = Math.round(value / step) * step;
  return format({ minimumFractionDigits: digits, maximumFractionDigits: digits }, whole);
}

/** Return a number that is known exactly. */
export function number(value: number): string {
  return format({ maximumSignificantDigits: Math.abs(value) < 1000 && !Number.isInteger(value) ? 3 : 21 }, value);
}

/** Return a share of a whole in per cent: two digits that count. */
export function percent(share: number): string {
  return new Intl.NumberFormat(language(), { style: "percent", maximumSignificantDigits: 2 }).format(share);
}

/** Return a probability as people say it: 1 in 6; as a share from one half on. */
export function chance(probability: number, oneIn: (n: string) => string): string {
  return probability > 0 && probability < 0.5 ? oneIn(number(twoDigits(1 / probability))) : percent(probability);
}

function twoDigits(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / step) * step;
}

export function money(amount: number, currency: string | null): string {
  const style = currency ? ({ style: "currency", currency } as const) : {};
  return new Intl.NumberFormat(language(), { ...style, maximumFractionDigits: amount < 100 ? 2 : 0 }).format(amount);
}

/** Return a time given in ISO 8601. */
export function moment(at: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}

function format(how: Intl.NumberFormatOptions, value: number): string {
  const large = Math.abs(value) >= LARGE ? ({ notation: "compact", maximumSignificantDigits: 3 } as const) : how;
  return new Intl.NumberFormat(language(), large).format(value === 0 ? 0 : value); // no minus nought
}
