// Where the accounts of a plan stand on the map, as large as what they add.

import { useMemo } from "preact/hooks";
import { ask } from "../../address";
import { NetworkMap } from "../../pictures/map";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { type Changes, gone } from "./changes";

interface OnMap {
  topic: string | null;
  plan: Schemas["Plan"] | undefined;
  changes: Changes;
  chosen: string | null;
}

const MOST_SHOWN = 200; // accounts that a map can be asked to show

export function PlanMap({ topic, plan, changes, chosen }: OnMap) {
  const seeds = plan?.seeds ?? [];
  const largest = seeds.toSorted((one, other) => other.gain.value - one.gain.value).slice(0, MOST_SHOWN);
  const accounts = largest.map(({ account }) => account.key).sort();
  const asked = { ...(topic ? { topic } : {}), ...(accounts.length > 0 ? { accounts } : {}) };
  const map = useAnswer<Schemas["Map"]>(JSON.stringify(asked), (how) =>
    answerOf(service.GET("/v1/map", { params: { query: asked }, signal: how.signal }), how),
  );
  const leaving = gone(changes);
  const values = useMemo(
    () => plan && new Map(seeds.map(({ account, gain }) => [account.key, gain.value])),
    [plan?.id],
  );
  const shown = useMemo(
    () => plan && new Set(accounts.filter((key) => !leaving.includes(key))),
    [plan?.id, leaving.join("\n")],
  );
  return (
    <NetworkMap
      of={map}
      name={words().plan.map}
      values={values}
      shown={shown}
      selected={accounts.includes(chosen ?? "") ? chosen : null}
      onSelect={(key) => ask({ account: key }, { replace: true })}
    />
  );
}
