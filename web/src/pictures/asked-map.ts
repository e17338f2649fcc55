// The map of a topic, with whoever an answer names on it.

import { useEffect, useMemo, useState } from "preact/hooks";
import { type Answered, useAnswer } from "../service/answer";
import { answerOf, service } from "../service/client";
import type { MapAnswer } from "./map-graph";

const MOST_NAMED = 200; // accounts that a map can be asked to show

/** Ask for the map of a topic, and again where somebody who is wanted is not on it. */
export function useMapWith(topic: string | null, wanted: readonly string[]): Answered<MapAnswer> {
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
