// The charts, drawn by Observable Plot: few ticks, no legend, no box. A chunk of its own, fetched with the first chart.

import * as Plot from "@observablehq/plot";
import { number, percent } from "../numbers";
import { language, words } from "../words";

/** A count at a time or a hop, with its interval where it is not exact. */
export interface Level {
  at: number;
  people: number;
  low?: number;
  high?: number;
}

const HEIGHT = 184;
const FRAME = { height: HEIGHT, marginLeft: 48, marginRight: 24, marginTop: 16, marginBottom: 32 };
const SOFT = "var(--soft)";
const ACCENT = "var(--accent)";

/** Draw which share of the people is still to come at each age: by steps where these are the ages of everybody. */
export function survival(levels: readonly Level[], everybody: boolean, width: number): Element {
  const curve = everybody ? "step-after" : "linear";
  return bare(
    Plot.plot({
      ...FRAME,
      width,
      x: logarithms(levels, width),
      y: { domain: [0, 1], ticks: [0, 0.5, 1], tickFormat: percent, label: null, grid: true },
      marks: [
        Plot.areaY(levels, { x: log, y1: "low", y2: "high", fill: ACCENT, fillOpacity: 0.18, curve }),
        Plot.lineY(levels, { x: log, y: "people", stroke: ACCENT, strokeWidth: 2, curve }),
      ],
    }),
  );
}

/** Draw how many people it had come to at each age: by steps as above; a band where that is an estimate. */
export function growth(levels: readonly Level[], everybody: boolean, width: number): Element {
  const sure = levels.every(({ low }) => low === undefined);
  return bare(
    Plot.plot({
      ...FRAME,
      width,
      x: ages(levels, width),
      y: { ticks: 3, tickFormat: number, label: null, grid: true, zero: true },
      marks: [
        sure ? null : Plot.areaY(levels, { x: "at", y1: "low", y2: "high", fill: ACCENT, fillOpacity: 0.18 }),
        Plot.lineY(levels, {
          x: "at",
          y: "people",
          stroke: ACCENT,
          strokeWidth: 2,
          curve: everybody ? "step-after" : "linear",
        }),
      ],
    }),
  );
}

/** Draw the people at each hop as bars; a whisker where that is an estimate. */
export function hops(levels: readonly Level[], width: number): Element {
  const most = Math.max(...levels.map(({ people }) => people));
  return bare(
    Plot.plot({
      ...FRAME,
      width,
      x: {
        type: "band",
        padding: 0.1,
        label: words().charts.hop,
        labelAnchor: "center",
        labelArrow: "none",
        ticks: few(levels, width),
        tickSize: 0,
      },
      y: { ticks: 3, tickFormat: number, label: null, grid: true },
      marks: [
        Plot.barY(levels, { x: "at", y: "people", fill: ACCENT }),
        Plot.ruleX(
          levels.filter(({ low }) => low !== undefined),
          { x: "at", y1: "low", y2: "high", stroke: "var(--ink)" },
        ),
        Plot.text(levels.filter(({ people }) => people === most).slice(0, 1), {
          x: "at",
          y: "people",
          text: (level: Level) => number(Math.round(level.people)),
          dy: -8,
          fill: "var(--ink)",
        }),
      ],
    }),
  );
}

/** Cases of like forecasts: what was forecast of them, and what came, with its interval. */
export interface Forecast {
  predicted: number;
  observed: { value: number; low: number; high: number };
}

/** Draw what came by what was forecast; on the line the two are the same. */
export function reliability(bins: readonly Forecast[], width: number): Element {
  const most = Math.max(...bins.flatMap(({ predicted, observed }) => [predicted, observed.high]), Number.MIN_VALUE);
  const axis = { domain: [0, most], ticks: 3, tickFormat: percent, labelArrow: "none" } as const;
  return bare(
    Plot.plot({
      ...FRAME,
      width,
      marginBottom: 40,
      x: { ...axis, label: words().data.forecast },
      y: { ...axis, label: words().data.came, grid: true },
      marks: [
        Plot.line([0, most], {
          x: (end: number) => end,
          y: (end: number) => end,
          stroke: SOFT,
          strokeDasharray: "4 4",
        }),
        Plot.ruleX(bins, {
          x: "predicted",
          y1: (bin: Forecast) => bin.observed.low,
          y2: (bin: Forecast) => bin.observed.high,
          stroke: ACCENT,
        }),
        Plot.dot(bins, { x: "predicted", y: (bin: Forecast) => bin.observed.value, fill: ACCENT, r: 4 }),
      ],
    }),
  );
}

const TICKS = [1, 60, 600, 3600, 21_600, 86_400, 604_800, 2_629_800, 31_557_600, 315_576_000];

function log({ at }: Level): number {
  return Math.log10(Math.max(1, at));
}

/** Return the axis of ages, which are drawn by their logarithm where many of them are short. */
function logarithms(levels: readonly Level[], width: number): Plot.ScaleOptions {
  const [first, last] = [levels[0], levels.at(-1)].map((level) => (level ? log(level) : 0));
  const all = TICKS.map(Math.log10).filter((tick) => tick >= (first ?? 0) && tick <= (last ?? 0));
  const ticks = all.filter((_, place) => place % Math.ceil(all.length / room(width)) === 0);
  return { domain: [first, last], ticks, tickFormat: (tick: number) => short(10 ** tick), label: null, tickSize: 4 };
}

const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

const STEPS = [1, 10, 60, 600, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_629_800, 15_778_800];
const TICK_ROOM = 32; // pixels

/** Return how many ticks have room. */
function room(width: number): number {
  return Math.max(2, Math.floor((width - FRAME.marginLeft - FRAME.marginRight) / TICK_ROOM));
}

/** Return the axis of ages, ticked as people count them: in hours, quarters of a day, days, weeks. */
function ages(levels: readonly Level[], width: number): Plot.ScaleOptions {
  const last = levels.at(-1)?.at ?? 1;
  const step = STEPS.find((length) => last / length < room(width)) ?? last;
  const ticks = Array.from({ length: Math.floor(last / step) + 1 }, (_, place) => place * step);
  return { domain: [0, last], ticks, tickFormat: (tick: number) => short(tick, step), label: null, tickSize: 4 };
}

/** Return an age in the largest unit that fits a step between ages. */
function short(seconds: number, step = seconds): string {
  const [unit, length] = UNITS.find(([, length]) => step * 1.001 >= length) ?? (["second", 1] as const);
  const unitDisplay = length > 604_800 ? "short" : "narrow"; // a narrow month is a narrow minute
  const how = { style: "unit", unit, unitDisplay, maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language(), how).format(seconds / length);
}

function few(levels: readonly Level[], width: number): number[] {
  const every = Math.ceil(levels.length / room(width));
  return levels.map(({ at }) => at).filter((_, place) => place % every === 0);
}

/** Take out the style element that Plot writes into its drawing: the page allows none, and has the rules itself. */
function bare(plot: Element): Element {
  for (const style of plot.querySelectorAll("style")) style.remove();
  for (const group of plot.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label"); // the chart has a name
  plot.setAttribute("class", "plot");
  plot.setAttribute("color", SOFT);
  return plot;
}
