// The map of the network: everybody in one place for all answers, only what matters named, the rest in muted colours.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { AskedNotes } from "../parts/asked";
import type { Answered } from "../service/answer";
import { words } from "../words";
import { Atlas, type Highlight } from "./atlas";
import { communityName, nameCommunities } from "./communities";
import type { MapAnswer } from "./map-graph";
import "../style/map.css";

interface NetworkMap extends Omit<Highlight, "steps"> {
  /** The map, whose ground is made ready while it is awaited. */
  of: Answered<MapAnswer>;
  /** What the picture shows, for those who do not see it. */
  name: string;
  /** Keys of a path, in order: drawn as one line. */
  way?: readonly string[];
  /** Ties of a cascade, each from who passed it on to who took it: drawn as lines. */
  ties?: readonly (readonly [string, string])[];
  /** What sizes the nodes, by key, in the place of the people that the map tells. */
  values?: ReadonlyMap<string, number>;
  onSelect?: (key: string | null) => void;
}

const STEP = 0.1; // of the picture, for one press of an arrow
const CLOSER = 1 / 1.5;

export function NetworkMap({ of, name, selected = null, way, ties, shown, values, onSelect }: NetworkMap) {
  const said = words();
  const map = of.answer;
  const place = useRef<HTMLDivElement>(null);
  const atlas = useRef<Atlas | null>(null);
  const choose = useRef(onSelect);
  choose.current = onSelect;
  const [drawable, setDrawable] = useState(true);
  const help = useId();
  const named = (community: number) => communityName(community, said.common);

  useLayoutEffect(() => {
    if (!place.current) return;
    try {
      atlas.current = new Atlas(place.current, (key) => choose.current?.(key));
    } catch {
      setDrawable(false); // a browser without WebGL; the list beside says the same
    }
    return () => atlas.current?.kill();
  }, []);

  const drawn = useRef<{ map: MapAnswer; values: NetworkMap["values"] } | null>(null);
  useLayoutEffect(() => {
    if (!map) return;
    const highlight = { selected, shown, steps: [...pairs(way ?? []), ...(ties ?? [])] };
    const isNew = drawn.current?.map !== map || drawn.current.values !== values;
    drawn.current = { map, values };
    nameCommunities(map.communities);
    if (isNew) atlas.current?.draw({ map, values, communityName: named }, highlight);
    else atlas.current?.light(highlight);
  }, [map, values, selected, shown, way, ties]);

  if (!drawable) return <p class="map none">{said.map.undrawable}</p>;
  return (
    <div class="asked map-place" aria-busy={of.pending}>
      <AskedNotes of={of} />
      <figure class="map" aria-label={name}>
        <div
          ref={place}
          class="ground"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: its arrows and signs move it, as its description says
          tabIndex={0}
          role="application"
          aria-label={name}
          aria-describedby={help}
          onKeyDown={(event) => pressed(event, atlas.current)}
        />
        <p id={help} class="unseen">
          {said.map.keys}
        </p>
        {map && (
          <div class="moves">
            <button type="button" onClick={() => atlas.current?.zoom(CLOSER)}>
              {said.map.closer}
            </button>
            <button type="button" onClick={() => atlas.current?.zoom(1 / CLOSER)}>
              {said.map.farther}
            </button>
            <button type="button" onClick={() => atlas.current?.whole()}>
              {said.map.whole}
            </button>
          </div>
        )}
      </figure>
    </div>
  );
}

function pairs(way: readonly string[]): [string, string][] {
  return way.slice(1).map((key, place) => [way[place] as string, key]);
}

const MOVES: Record<string, (atlas: Atlas) => void> = {
  ArrowLeft: (atlas) => atlas.pan(-STEP, 0),
  ArrowRight: (atlas) => atlas.pan(STEP, 0),
  ArrowUp: (atlas) => atlas.pan(0, -STEP),
  ArrowDown: (atlas) => atlas.pan(0, STEP),
  "+": (atlas) => atlas.zoom(CLOSER),
  "-": (atlas) => atlas.zoom(1 / CLOSER),
  "0": (atlas) => atlas.whole(),
};

function pressed(event: KeyboardEvent, atlas: Atlas | null): void {
  const move = MOVES[event.key];
  if (!move || !atlas || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  move(atlas);
}
