// A message on the map: who has it by now, and from whom, in the colours of their communities.

import type { ComponentProps } from "preact";
import { useMemo } from "preact/hooks";
import type { Pace } from "../../pictures/arcs";
import type { Bounce } from "../../pictures/bounces";
import { NetworkMap } from "../../pictures/map";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { mainLine, type Replayed, reached } from "./told";

interface Mapped {
  replay: Replayed;
  bounces: readonly Bounce[];
  /** Bounces seen. */
  position: number;
  pace: Pace;
}

const MOST_SHOWN = 200; // accounts that a map can be asked to show

export function MessageMap({ replay, bounces, position, pace }: Mapped) {
  const accounts = useMemo(() => leading(replay), [replay]);
  const places = reached(replay, bounces, position, pace);
  const lit = useMemo(() => litBy(replay, places), [replay, pace, places.length]); // who has it keeps it
  return <LitMap accounts={accounts} lit={lit} />;
}

/** Show where those are who start a message. */
export function StartersMap({ seeds }: { seeds: readonly string[] }) {
  const lit = useMemo(() => ({ shown: new Set(seeds) }), [seeds.join("\n")]);
  return <LitMap accounts={seeds.slice(0, MOST_SHOWN)} lit={lit} />;
}

type Lit = Pick<ComponentProps<typeof NetworkMap>, "shown" | "way" | "ties">;

function LitMap({ accounts, lit }: { accounts: string[]; lit: Lit }) {
  const map = useAnswer<Schemas["Map"]>(`map ${accounts}`, (how) =>
    answerOf(service.GET("/v1/map", { params: { query: { accounts } }, signal: how.signal }), how),
  );
  return (
    <div class="on-map">
      <NetworkMap of={map} name={words().message.map} {...lit} />
    </div>
  );
}

/** Return the keys of those by way of whom most have it, as many as a map can be asked to show. */
function leading({ people }: Replayed): string[] {
  const order = [...people.key.keys()].sort((a, b) => (people.people_below[b] ?? 0) - (people.people_below[a] ?? 0));
  return order
    .flatMap((place) => people.key[place] ?? [])
    .slice(0, MOST_SHOWN)
    .sort();
}

/** Return who is lit, the line along which most have it, and the ties by which it crossed into other communities. */
function litBy(replay: Replayed, places: readonly number[]) {
  const { key, parent, community } = replay.people;
  const here = new Set(places);
  const crossings = places.flatMap((place): [string, string][] => {
    const above = parent[place] ?? -1;
    const [from, to] = [key[above], key[place]];
    return from && to && community[above] !== community[place] ? [[from, to]] : [];
  });
  const line = mainLine(replay).filter((place) => here.has(place));
  return { shown: new Set(named(places, key)), way: named(line, key), ties: crossings };
}

function named(places: readonly number[], keys: readonly (string | null)[]): string[] {
  return places.flatMap((place) => keys[place] ?? []);
}
