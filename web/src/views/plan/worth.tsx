// How good a plan is: against simple rules with intervals, against the best possible, and what that rests on.

import { money, number, rounded } from "../../numbers";
import { Community } from "../../parts/community";
import { Interval, told } from "../../parts/interval";
import { Warnings } from "../../parts/warnings";
import { communityColour } from "../../pictures/communities";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { betterRule, certainties, difference, differenceBetween, ruleName } from "./sentences";

type Plan = Schemas["Plan"];

export function PlanWorth({ plan }: { plan: Plan }) {
  const said = words().plan;
  const better = betterRule(plan);
  const biggest = plan.against["degree"];
  return (
    <section aria-label={said.howGood} class="plan-worth">
      <h2>{said.versus}</h2>
      {better ? (
        <p class="warning">{better}</p>
      ) : (
        biggest && <p>{said.versusWhat(difference(biggest.difference), differenceBetween(biggest.difference))}</p>
      )}
      <Rules plan={plan} />
      <h2>{said.howGood}</h2>
      {certainties(plan).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {plan.meta.warnings && plan.meta.warnings.length > 0 && (
        <details class="behind">
          <summary>{said.sources}</summary>
          <Warnings of={plan.meta.warnings} except={["ahead"]} />
        </details>
      )}
    </section>
  );
}

function Rules({ plan }: { plan: Plan }) {
  const said = words().plan;
  const own = plan.objective === "reach" ? plan.reach : plan.spread;
  const rules = distinct(Object.entries(plan.against));
  const most = Math.max(own.high, ...rules.map(([, { value }]) => value.high));
  const rows = [
    { rule: "plan", value: own, accounts: plan.seeds.length, price: plan.price },
    ...rules.map(([rule, { value, seeds, price }]) => ({ rule, value, accounts: seeds.length, price })),
  ];
  return (
    <table class="rules">
      <thead>
        <tr>
          <th scope="col">{said.rule}</th>
          <th scope="col" colSpan={2}>
            {said.objectives[plan.objective]}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ rule, value, accounts, price }) => (
          <tr key={rule}>
            <th scope="row">
              {ruleName(rule)}
              <small>
                {said.accounts(number(accounts))}
                {price !== null && `, ${money(price, plan.currency)}`}
              </small>
            </th>
            <td>
              <Interval estimate={value} most={most} colour={rule === "plan" ? "var(--accent)" : "var(--soft)"} />
            </td>
            <td>{rounded(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Named = [string, Schemas["Rival"]];

/** Return the rules that ask different accounts. */
function distinct(rules: Named[]): Named[] {
  const asked = rules.map(([, { seeds }]) => seeds.toSorted().join("\n"));
  return rules.filter((_, place) => asked.indexOf(asked[place] as string) === place);
}

const SHOWN = 6; // communities

export function PlanShares({ cascade }: { cascade: Schemas["Cascade"] }) {
  const said = words().plan;
  const shares = (cascade.by_community ?? []).slice(0, SHOWN);
  const most = Math.max(0, ...shares.map(({ people }) => people.high));
  if (shares.length === 0) return null;
  return (
    <section aria-label={said.shares} class="plan-shares">
      <h2>{said.shares}</h2>
      <ol>
        {shares.map(({ community, people }) => (
          <li key={community} title={told(people)}>
            <Community community={community} />
            <Interval estimate={people} most={most} colour={communityColour(community)} />
            <b>{rounded(people)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
