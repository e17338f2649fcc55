// The answer of a plan: the sentence, the doubt, what a change would change, the list, and what it is worth.

import { useNetwork } from "../../parts/loaded";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { PlanChange } from "./change";
import { type Changes, isChanged } from "./changes";
import { PlanExport } from "./export";
import { askedOf, isSame, type Question } from "./question";
import { PlanSeeds } from "./seeds";
import { doubts, finding } from "./sentences";
import { PlanShares, PlanWorth } from "./worth";

interface Answer {
  plan: Schemas["Plan"];
  question: Question;
  chosen: string | null;
  changes: Changes;
  cascade: Schemas["Cascade"] | undefined;
}

export function PlanAnswer({ plan, question, chosen, changes, cascade }: Answer) {
  return (
    <article class="plan">
      <h1>{finding(plan)}</h1>
      <p class="doubt">{doubts(plan).join(" ")}</p>
      <Standing plan={plan} question={question} />
      {isChanged(changes) && <PlanChange plan={plan} changes={changes} />}
      <PlanSeeds plan={plan} changes={changes} chosen={chosen} />
      <PlanWorth plan={plan} />
      {cascade && <PlanShares cascade={cascade} />}
      <PlanExport plan={plan} />
    </article>
  );
}

/** Say where a plan is not what would be planned now: of an earlier state, or of another question. */
function Standing({ plan, question }: { plan: Schemas["Plan"]; question: Question }) {
  const said = words().plan;
  const network = useNetwork().answer;
  const earlier = network && network.meta.snapshot !== plan.meta.snapshot;
  const asked = askedOf(plan);
  const other = asked && !isSame(asked, question);
  return (
    <>
      {earlier && <p class="warning">{said.earlier}</p>}
      {other && <p class="warning">{said.changed}</p>}
    </>
  );
}
