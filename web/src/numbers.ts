// Numbers, dates and spans as people read them: rounded to what their interval allows, in the reader's way.

import { language } from "./words";

/** A value with its 95 % interval, as the service gives it. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

const LARGE = 10_000_000; // from here on in millions and so on, which nobody counts by digits

const SHOWN_DIGITS = 2; // more behind the point nobody reads

/** Return the unit that an interval leaves sure: a value is rounded to a fifth of its width, to a power of ten. */
export function unit({ low, high }: Pick<Estimate, "low" | "high">): number {
  const width = high - low;
  if (width <= 0) return 0;
  const finest = 10 ** Math.min(0, magnitude(high) - SHOWN_DIGITS + 1);
  return Math.max(10 ** magnitude(width / 2), finest);
}

function magnitude(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
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

/** Return for how many messages people are counted, so that they are people and not parts of one: 1, 100 or 10,000. */
export function messagesFor(most: number): number {
  if (most >= 10) return 1;
  return most >= 0.01 ? 100 : 10_000;
}

/** Return an estimate of something that happens so many times. */
export function times({ value, low, high }: Estimate, count: number): Estimate {
  return { value: count * value, low: count * low, high: count * high };
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

const RAREST = 1e-9;

/** A probability as so many in a power of ten; `about` where that is rounded, `less` where it is only a bound. */
export interface Odds {
  count: string;
  of: string;
  about: boolean;
  less: boolean;
}

/** Return a probability as so many in a power of ten: 6 in 100, about 4 in 10,000. */
export function odds(probability: number): Odds {
  const told = probability > 0 ? Math.max(probability, RAREST) : 0;
  const of = told >= 0.1 || told === 0 ? 100 : 10 ** Math.ceil(-Math.log10(told) - 1e-9);
  const count = Math.round(told * of);
  const about = Math.abs(count / of - probability) > 1e-6 * probability;
  const [fewer, ofFewer] = count === 10 && of > 100 ? [1, of / 10] : [count, of];
  return { count: number(fewer), of: whole(ofFewer), about, less: probability > 0 && probability < RAREST };
}

/** Return an estimate of a probability as so many in a power of ten, with the same power for its interval. */
export function oddsBetween(estimate: Estimate): { count: string; low: string; high: string; of: string } {
  const of = estimate.high >= 0.1 ? 100 : 10 ** (1 + Math.ceil(-Math.log10(Math.max(estimate.high, RAREST))));
  const counted = times(estimate, of);
  const [low, high] = interval(counted);
  return { count: rounded(counted), low, high, of: whole(of) };
}

function whole(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
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

/** Return the day of a time given in ISO 8601. */
export function day(at: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(new Date(at));
}

const SPANS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Return a span of time in its largest unit that leaves two or more: 90 minutes, 36 hours, 5 days. */
export function span(seconds: number): string {
  const [unit, length] = SPANS.find(([, length]) => seconds >= 2 * length) ?? (["second", 1] as const);
  const count = Math.round(seconds / length);
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(count);
}

const PAST = [["year", 31_557_600], ["month", 2_629_800], ...SPANS] as const;

/** Return how long ago something was, in the largest unit of which there is one. */
export function ago(at: string, now: number = Date.now()): string {
  const seconds = (now - new Date(at).getTime()) / 1000;
  const [unit, length] = PAST.find(([, length]) => seconds >= length) ?? (["second", 1] as const);
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(-Math.floor(seconds / length), unit);
}

function format(how: Intl.NumberFormatOptions, value: number): string {
  const large = Math.abs(value) >= LARGE ? ({ notation: "compact", maximumSignificantDigits: 3 } as const) : how;
  return new Intl.NumberFormat(language(), large).format(value === 0 ? 0 : value); // no minus nought
}
