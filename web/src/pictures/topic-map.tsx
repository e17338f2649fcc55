// The map of a topic, with whoever an answer names on it.

import { useEffect, useMemo, useState } from "preact/hooks";
import { ask } from "../address";
import { type Answered, useAnswer } from "../service/answer";
import { answerOf, service } from "../service/client";
import { NetworkMap } from "./map";
import type { MapAnswer } from "./map-graph";

const MOST_NAMED = 200; // accounts that a map can be asked to show

interface TopicMap {
  topic: string | null;
  /** What the picture shows, for those who do not see it. */
  name: string;
  /** Who has to be on it. */
  listed: readonly string[];
  /** Whom the reader has chosen. */
  selected: string | null;
  /** How large accounts are drawn, all others in grey; without it each as large as the map has it. */
  values?: ReadonlyMap<string, number> | undefined;
}

/** Show accounts on the map of a topic; a click chooses one. */
export function TopicMap({ topic, name, listed, selected, values }: TopicMap) {
  const map = useMapWith(topic, listed);
  const shown = useMemo(() => values && new Set(values.keys()), [values]);
  if (isUnknown(map)) return <div />;
  return (
    <NetworkMap
      of={map}
      name={name}
      selected={selected}
      shown={shown}
      values={values}
      onSelect={(key) => ask({ account: key })}
    />
  );
}

/** Ask for the map of a topic, and again where somebody who is wanted is not on it. */
function useMapWith(topic: string | null, wanted: readonly string[]): Answered<MapAnswer> {
  const [also, setAlso] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const accounts = also.filter((key) => !refused.includes(key));
  const asked = { ...(topic ? { topic } : {}), ...(accounts.length > 0 ? { accounts } : {}) };
  const map = useAnswer<MapAnswer>(JSON.stringify(asked), (how) =>
    answerOf(service.GET("/v1/map", { params: { query: asked }, signal: how.signal }), how),
  );
  const drawn = useMemo(() => new Set(map.answer?.nodes.key), [map.answer]);
  const missing = map.answer ? wanted.filter((key) => !drawn.has(key) && !also.includes(key)) : [];
  useEffect(() => {
    if (missing.length > 0) setAlso([...also, ...missing].slice(-MOST_NAMED));
  }, [missing.join("\n")]);
  useEffect(() => {
    if (isUnknown(map)) setRefused(also); // somebody of them is not there: without them it can be drawn
  }, [map.problem]);
  return map;
}

/** Tell whether there is no such topic or account: the answer beside says so. */
export function isUnknown({ problem }: Answered<unknown>): boolean {
  return problem?.status === 404;
}
