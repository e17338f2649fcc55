// What changes when somebody is left out or says no: the difference at once, and who fills the gap.

import { useState } from "preact/hooks";
import { addressOf, ask } from "../../address";
import { interval, money, rounded } from "../../numbers";
import { Asked } from "../../parts/asked";
import { Interval } from "../../parts/interval";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { type Changes, gone, UNCHANGED } from "./changes";
import { askedOf, bodyOf, parametersOf, type Question } from "./question";
import { difference, differenceBetween, namesOf } from "./sentences";

type Plan = Schemas["Plan"];

interface Changed {
  plan: Plan;
  changes: Changes;
}

export function PlanChange({ plan, changes }: Changed) {
  const said = words().plan;
  const changed = useAnswer(`${plan.id} ${JSON.stringify(changes)}`, (how) => {
    const params = { path: { plan: plan.id } };
    const body = { remove: changes.without, refuse: changes.refuses };
    return answerOf<Schemas["ChangedPlan"]>(
      service.POST("/v1/plans/{plan}/what_if", { params, body, signal: how.signal }),
      how,
    );
  });
  return (
    <section class="card plan-change" aria-label={said.changes} aria-live="polite">
      <h2>{headline(plan, changes)}</h2>
      <Asked of={changed}>{(answer) => <Difference plan={plan} changed={answer} />}</Asked>
      <div class="actions">
        <button type="button" onClick={() => ask(UNCHANGED)}>
          {said.undo}
        </button>
        <Replacement key={gone(changes).join("\n")} plan={plan} changes={changes} />
      </div>
    </section>
  );
}

function headline({ seeds }: Plan, { without, refuses }: Changes): string {
  const said = words().plan;
  const named = (keys: string[]) => namesOf(seeds.map((seed) => seed.account).filter(({ key }) => keys.includes(key)));
  const parts = [
    without.length > 0 && said.without(named(without)),
    refuses.length > 0 && said.withRefusal(named(refuses)),
  ];
  return parts.filter(Boolean).join(", ");
}

function Difference({ plan, changed }: { plan: Plan; changed: Schemas["ChangedPlan"] }) {
  const said = words().plan;
  const { reach, spread, price_before, price_after, currency } = changed;
  const most = reach.before.high;
  const passOn = `${said.objectives.spread}: ${said.instead(rounded(spread.after), rounded(spread.before))}.`;
  return (
    <>
      <p class="figure">
        <b>{difference(reach.difference)}</b> {words().common.people}, {differenceBetween(reach.difference)}
      </p>
      <div class="before-after" aria-hidden="true">
        <Interval estimate={reach.before} most={most} colour="var(--soft)" />
        <Interval estimate={reach.after} most={most} />
      </div>
      <p>{`${said.instead(rounded(reach.after), rounded(reach.before))} ${words().common.people}.`}</p>
      {plan.objective === "spread" && <p>{passOn}</p>}
      {price_before !== null && price_after !== null && price_before !== price_after && (
        <p>{said.price(money(price_after, currency), money(price_before, currency))}</p>
      )}
    </>
  );
}

/** Ask for the same plan again with all who stay, so that only the gap is filled. */
function Replacement({ plan, changes }: Changed) {
  const said = words().plan;
  const [asked, setAsked] = useState(false);
  const question = fillingQuestion(plan, changes);
  const found = useAnswer(asked && question ? JSON.stringify(question) : null, (how) =>
    answerOf<Plan>(service.POST("/v1/plans", { body: bodyOf(question as Question), signal: how.signal }), how),
  );
  if (!question) return null;
  if (!asked) {
    return (
      <button type="button" onClick={() => setAsked(true)}>
        {said.replace}
      </button>
    );
  }
  return <Asked of={found}>{(answer) => <Filled before={plan} after={answer} />}</Asked>;
}

function fillingQuestion(plan: Plan, changes: Changes): Question | null {
  const question = askedOf(plan);
  const leaving = gone(changes);
  const staying = plan.seeds.map(({ account }) => account.key).filter((key) => !leaving.includes(key));
  return question && { ...question, include: staying, exclude: [...question.exclude, ...leaving] };
}

function Filled({ before, after }: { before: Plan; after: Plan }) {
  const said = words().plan;
  const old = new Set(before.seeds.map(({ account }) => account.key));
  const fresh = after.seeds.map(({ account }) => account).filter(({ key }) => !old.has(key));
  if (fresh.length === 0) return <p>{said.replacedNone}</p>;
  const question = askedOf(after);
  const to = { ...(question && parametersOf(question)), plan: after.id, account: fresh[0]?.key ?? null };
  const people = `${rounded(after.reach)} (${words().common.between(...interval(after.reach))})`;
  return (
    <p>
      {said.replaced(namesOf(fresh), people)}{" "}
      <a href={addressOf("plan", to, new URLSearchParams(location.search))}>{said.take}</a>
    </p>
  );
}
