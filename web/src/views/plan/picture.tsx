// The pictures of a plan: where its accounts stand on the map, and how far a message of theirs skips.

import { number, rounded } from "../../numbers";
import { nameOf } from "../../parts/account";
import { type Bounce, drawnBounces, simulatedBounces, type Thrower } from "../../pictures/bounces";
import { Ricochet } from "../../pictures/ricochet";
import { type Answered, useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { type Changes, gone, isChanged } from "./changes";
import { namesOf } from "./sentences";

type Plan = Schemas["Plan"];
type Cascade = Schemas["Cascade"];

/** Ask how far a message goes that some accounts of a plan start. */
export function useSimulated(plan: Plan | undefined, leaving: readonly string[] | null): Answered<Cascade> {
  const seeds = plan?.seeds.map(({ account }) => account.key).filter((key) => !leaving?.includes(key)) ?? [];
  const usual = plan?.question?.acceptance ?? 1; // where nothing is said, a plan takes whoever is unknown to say yes
  const body =
    plan && leaving && seeds.length > 0
      ? { seeds, acceptance: usual, topic: plan.meta.topic ?? null, by_community: true }
      : null;
  return useAnswer(body && JSON.stringify(body), (how) =>
    answerOf<Cascade>(
      service.POST("/v1/cascades/simulate", { body: body as { seeds: string[] }, signal: how.signal }),
      how,
    ),
  );
}

interface Skips {
  plan: Plan;
  changes: Changes;
  whole: Cascade;
  /** Of the changed plan; undefined until it is known, and where nothing is changed. */
  changed: Cascade | undefined;
}

export function PlanSkips({ plan, changes, whole, changed }: Skips) {
  const said = words().plan;
  const shown = isChanged(changes) && changed ? changed : whole;
  const people = shown === whole ? plan.reach : shown.reach;
  const leaving = plan.seeds.filter(({ account }) => gone(changes).includes(account.key));
  const staying = shown === whole ? plan.seeds : plan.seeds.filter((seed) => !leaving.includes(seed));
  const bounces = bouncesOf(staying, shown);
  const names = namesOf(leaving.map(({ account }) => account));
  const over =
    shown === whole
      ? undefined
      : { bounces: bouncesOf(plan.seeds, whole), names: [said.withoutThem(names), said.plan] as const };
  const count = said.bouncesOf(number(drawnBounces(bounces).length));
  return <Ricochet title={said.bounces(count, rounded(people))} bounces={bounces} over={over} file="ricochet-plan" />;
}

function bouncesOf(seeds: Plan["seeds"], { by_hop }: Cascade): Bounce[] {
  return simulatedBounces(by_hop, together(seeds));
}

/** Return who throws the stone: the accounts that are asked, together. */
function together(seeds: Plan["seeds"]): Thrower | null {
  const [first] = seeds;
  if (!first) return null;
  if (seeds.length === 1) return { key: first.account.key, name: nameOf(first.account) };
  return { key: "", name: words().plan.accounts(number(seeds.length)) };
}
