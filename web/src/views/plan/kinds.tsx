// The two questions of a planner: whom to ask, and who has heard nothing so far.

import { addressOf } from "../../address";
import { Kinds } from "../../parts/kinds";
import { words } from "../../words";

export function PlanKinds({ query }: { query: URLSearchParams }) {
  const said = words().unheard;
  const unheard = query.get("ask") === "unheard";
  const to = (ask: string | null) =>
    addressOf("plan", { topic: query.get("topic"), target: query.getAll("target"), k: query.get("k"), ask }, query);
  return (
    <Kinds
      kinds={[
        { name: said.plans, href: to(null), chosen: !unheard },
        { name: said.hears, href: to("unheard"), chosen: unheard },
      ]}
    />
  );
}
