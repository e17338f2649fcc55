// The view of a plan: whom to ask, what that brings, how sure that is, and what changes if somebody says no;
// and, as a question beside it, who has heard nothing.

import { useEffect, useState } from "preact/hooks";
import { ask } from "../../address";
import { Asked } from "../../parts/asked";
import { Panes } from "../../parts/frame";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { Unheard } from "../unheard";
import { PlanAnswer } from "./answer";
import { changesOf, gone, isChanged, UNCHANGED } from "./changes";
import { PlanForm } from "./form";
import { KeptPlans } from "./kept";
import { PlanKinds } from "./kinds";
import { PlanMap } from "./map";
import { PlanSkips, useSimulated } from "./picture";
import { askedOf, bodyOf, isComplete, parametersOf, planOf, type Question, questionOf } from "./question";
import { PlanStar } from "./star";
import "../../style/plan.css";

type Answer = Schemas["Plan"];

export function Plan({ query }: { query: URLSearchParams }) {
  return query.get("ask") === "unheard" ? <Unheard query={query} /> : <Planning query={query} />;
}

function Planning({ query }: { query: URLSearchParams }) {
  const id = planOf(query);
  const question = questionOf(query);
  const kept = useKept(id);
  const { making, make } = useMaking();
  const plan = kept.answer?.id === id ? kept.answer : undefined;
  useFilledIn(question, plan);

  const changes = plan ? changesOf(query, plan) : UNCHANGED;
  const whole = useSimulated(plan, []);
  const changed = useSimulated(plan, isChanged(changes) ? gone(changes) : null);
  const chosen = query.get("account");
  const contradiction = making.problem?.name === "demands" ? (making.problem.detail ?? " ") : null;
  return (
    <Panes
      question={
        <>
          <PlanKinds query={query} />
          <PlanForm
            question={question}
            currency={kept.answer?.currency ?? null}
            busy={making.pending}
            make={() => make(question)}
          />
          <KeptPlans shown={id} query={query} />
        </>
      }
      picture={
        <div class="plan-picture">
          <PlanMap topic={plan?.meta.topic ?? question.topic} plan={plan} changes={changes} chosen={chosen} />
          {plan && (
            <Asked of={whole}>
              {(cascade) => <PlanSkips plan={plan} changes={changes} whole={cascade} changed={changed.answer} />}
            </Asked>
          )}
        </div>
      }
      answer={
        <>
          {contradiction ? <Contradiction detail={contradiction} /> : <Asked of={making}>{() => null}</Asked>}
          <Asked of={kept}>
            {(plan) => (
              <PlanAnswer plan={plan} question={question} chosen={chosen} changes={changes} cascade={whole.answer} />
            )}
          </Asked>
          {(id === null || kept.problem) && !making.pending && !making.problem && <Blank />}
          <PlanStar query={query} question={question} />
        </>
      }
    />
  );
}

/** Say that limits cannot hold together; which ones, the service says. */
function Contradiction({ detail }: { detail: string }) {
  const said = words();
  return (
    <div class="problem" role="alert">
      <h2>{said.plan.contradict}</h2>
      <details>
        <summary>{said.problems.inItsWords}</summary>
        <p lang="en">{detail}</p>
      </details>
    </div>
  );
}

function Blank() {
  const said = words().plan;
  return (
    <>
      <h1>{said.blank}</h1>
      <p class="doubt">{said.blankHow}</p>
    </>
  );
}

function useKept(id: string | null) {
  return useAnswer(id, (how) => {
    const params = { path: { plan: id ?? "" } };
    return answerOf<Answer>(service.GET("/v1/plans/{plan}", { params, signal: how.signal }), how);
  });
}

/** Make a plan when asked: once it is there, it is in the address. */
function useMaking() {
  const [asked, setAsked] = useState<{ question: Question; time: number } | null>(null);
  const making = useAnswer(asked && JSON.stringify(asked), (how) => {
    const body = bodyOf((asked as { question: Question }).question);
    return answerOf<Answer>(service.POST("/v1/plans", { body, signal: how.signal }), how);
  });
  const made = making.answer?.id;
  useEffect(() => {
    if (made === undefined) return;
    setAsked(null);
    ask({ plan: made, account: null, ...UNCHANGED });
  }, [made]);
  return { making, make: (question: Question) => setAsked({ question, time: performance.now() }) };
}

/** Fill in the question of a plan that was opened by its id alone. */
function useFilledIn(question: Question, plan: Answer | undefined) {
  const asked = plan && !isComplete(question) ? askedOf(plan) : null;
  const text = asked && JSON.stringify(asked);
  useEffect(() => {
    if (asked) ask(parametersOf(asked), { replace: true });
  }, [text]);
}
