// Three charts of one message: how long it lived, how it grew, how far away its people are.

import { number, percent, span } from "../../numbers";
import { Chart } from "../../pictures/charts";
import type { Level } from "../../pictures/plots";
import { busiestHalf, wilson } from "../../pictures/shares";
import { words } from "../../words";
import type { Report, Simulation } from "./asked";

export function RecordedCharts({ report, name }: { report: Report; name: string }) {
  return (
    <div class="charts">
      {report.life && <Survival report={report} life={report.life} name={name} />}
      {report.life && <Growth report={report} life={report.life} name={name} />}
      <ByHop levels={report.by_hop.map(({ hop, people }) => ({ at: hop, people }))} name={name} />
    </div>
  );
}

export function SimulatedCharts({ simulation, name }: { simulation: Simulation; name: string }) {
  const levels = simulation.by_hop.map(({ hop, people: { value, low, high } }) => ({
    at: hop,
    people: value,
    low,
    high,
  }));
  return (
    <div class="charts">
      {simulation.by_time && <GrowthByModel moments={simulation.by_time} name={name} />}
      <ByHop levels={levels} name={name} />
    </div>
  );
}

type Life = NonNullable<Report["life"]>;

function Survival({ report, life, name }: { report: Report; life: Life; name: string }) {
  const said = words().charts;
  const all = life.survival.at(-1)?.people ?? 0;
  const level = (at: number, share: number) => ({ at, people: share, ...wilson(share, all) });
  const looks = life.survival.map(({ age_seconds, still_to_come }) => level(age_seconds, still_to_come));
  const ages = agesOf(report);
  const levels = ages ? ages.map((at, came) => level(at, 1 - (came + 1) / all)) : looks;
  return (
    <Chart
      title={said.survival(span(life.half_life_seconds), span(life.last_alive_seconds))}
      note={said.survivalNote}
      of={`survival ${name}`}
      draw={(plots, width) => plots.survival(levels, ages !== null, width)}
      heads={[said.age, said.toCome, said.interval]}
      rows={looks.map(({ at, people, low, high }) => [
        span(at),
        percent(people),
        words().common.between(percent(low), percent(high)),
      ])}
    />
  );
}

function Growth({ report, life, name }: { report: Report; life: Life; name: string }) {
  const said = words().charts;
  const ages = agesOf(report);
  const levels: Level[] = ages
    ? ages.map((at, place) => ({ at, people: place + 1 }))
    : life.survival.map(({ age_seconds: at, people }) => ({ at, people }));
  const half = ages && busiestHalf(ages);
  return (
    <Chart
      title={half ? said.busiest(span(half.to - half.from), half.from < 1 ? null : span(half.from)) : grown(levels)}
      note={said.growthNote}
      of={`growth ${name}`}
      draw={(plots, width) => plots.growth(levels, ages !== null, width)}
      heads={[said.age, said.people]}
      rows={life.survival.map(({ age_seconds, people }) => [span(age_seconds), number(people)])}
    />
  );
}

/** Return when each of the people it came to had it, ascending; null where not all of them are told. */
function agesOf({ replay }: Report): number[] | null {
  if (!replay || replay.left_out > 0) return null;
  const { age_seconds, parent } = replay.people;
  const came = age_seconds.filter((age, place): age is number => age !== null && parent[place] !== null);
  return came.sort((a, b) => a - b);
}

function grown(levels: readonly Level[]): string {
  const last = levels.at(-1);
  return words().charts.growth(number(Math.round(last?.people ?? 0)), span(last?.at ?? 0));
}

function GrowthByModel({ moments, name }: { moments: NonNullable<Simulation["by_time"]>; name: string }) {
  const said = words().charts;
  const levels = moments.map(({ hours, people: { value, low, high } }) => ({
    at: hours * 3600,
    people: value,
    low,
    high,
  }));
  return (
    <Chart
      title={grown(levels)}
      note={said.growthNote}
      of={`growth ${name}`}
      draw={(plots, width) => plots.growth(levels, false, width)}
      heads={[said.age, said.people, said.interval]}
      rows={levels.map(({ at, people, low, high }) => [
        span(at),
        number(Math.round(people)),
        words().common.between(number(Math.round(low)), number(Math.round(high))),
      ])}
    />
  );
}

const MOST_HOPS = 30; // beyond, bars are threads

function ByHop({ levels: all, name }: { levels: readonly Level[]; name: string }) {
  const said = words().charts;
  const levels = all.filter(({ at }) => at > 0); // who starts is no bounce
  if (levels.length === 0) return null;
  const best = levels.reduce((most, level) => (level.people > most.people ? level : most), { at: 0, people: 0 });
  return (
    <Chart
      title={said.byHop(number(best.at), number(Math.round(best.people)))}
      of={`hops ${name}`}
      draw={(plots, width) => plots.hops(levels.slice(0, MOST_HOPS), width)}
      heads={[said.hop, said.people]}
      rows={levels.map(({ at, people }) => [number(at), number(Math.round(people * 10) / 10)])}
    />
  );
}
