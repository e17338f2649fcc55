// A star against a group of small accounts that go as far together, as a card.

import { ask } from "../../address";
import { type Estimate, money, number, oddsBetween, percent, rounded } from "../../numbers";
import { followersOf, nameOf } from "../../parts/account";
import { Asked } from "../../parts/asked";
import { Called } from "../../parts/called";
import { Community } from "../../parts/community";
import { AccountsField } from "../../parts/fields";
import { Interval } from "../../parts/interval";
import { NumberField } from "../../parts/number-field";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { type Question, whole } from "./question";
import { calledIn } from "./sentences";

type Equivalents = Schemas["Equivalents"];

const SAME = 0.005; // of the price: no difference that anybody pays

interface Star {
  query: URLSearchParams;
  question: Question;
}

export function PlanStar({ query, question }: Star) {
  const said = words().plan;
  const star = query.get("star") || null;
  const under = whole(query.get("star_under"), 0);
  const body: Schemas["EquivalentsBody"] | null = star
    ? {
        star,
        max_followers: under,
        topic: question.topic,
        objective: question.objective,
        acceptance: question.acceptance,
      }
    : null;
  const found = useAnswer(body && JSON.stringify(body), (how) =>
    answerOf<Equivalents>(
      service.POST("/v1/plans/equivalents", { body: body as Schemas["EquivalentsBody"], signal: how.signal }),
      how,
    ),
  );
  return (
    <section class="card plan-star" aria-label={said.starCard}>
      <h2>{said.starCard}</h2>
      {!star && <p>{said.starFind}</p>}
      <AccountsField
        label={said.star}
        keys={star ? [star] : []}
        change={(keys) => ask({ star: keys.at(-1) ?? null }, { replace: true })}
      />
      <NumberField
        label={said.groupUnder}
        value={under === null ? "" : String(under)}
        choose={(text) => ask({ star_under: text }, { replace: true })}
      />
      <Asked of={found}>{(answer) => <Card found={answer} />}</Asked>
    </section>
  );
}

function Card({ found }: { found: Equivalents }) {
  const said = words().plan;
  const { star, accounts, complete, group_value, star_value, covered } = found;
  const group = said.accounts(number(accounts.length));
  const most = Math.max(group_value.high, star_value.high);
  return (
    <>
      <p class="figure">
        {complete
          ? said.equal(group, rounded(group_value), calledIn(star), rounded(star_value))
          : said.notAll(group, calledIn(star))}
      </p>
      <dl class="against">
        <dt>{group}</dt>
        <dd>
          <Interval estimate={group_value} most={most} />
        </dd>
        <dt>
          <Called name={nameOf(star)} />
        </dt>
        <dd>
          <Interval estimate={star_value} most={most} colour="var(--soft)" />
        </dd>
      </dl>
      {prices(found).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {covered && <p>{covering(covered)}</p>}
      <Members accounts={accounts} />
    </>
  );
}

function prices({ price, star_price, price_ratio, price_within, currency }: Equivalents): string[] {
  const said = words().plan;
  if (price === null || star_price === null || price_ratio === null) return [said.starPriceUnknown];
  const least = price_within === null ? [] : [said.starWithin(money(price / price_within, currency))];
  const both = [money(price, currency), money(star_price, currency)] as const;
  const share = percent(Math.abs(price_ratio - 1));
  if (Math.abs(price_ratio - 1) < SAME) return [said.starPrice(...both), ...least];
  return [price_ratio < 1 ? said.starPriceLess(share, ...both) : said.starPriceMore(share, ...both), ...least];
}

function covering(covered: Estimate): string {
  const { count, of, low, high } = oddsBetween(covered);
  return words().plan.covered(count, of, words().common.between(low, high));
}

function Members({ accounts }: { accounts: Equivalents["accounts"] }) {
  return (
    <details>
      <summary>{words().plan.starWho}</summary>
      <ul class="members">
        {accounts.map((account) => (
          <li key={account.key}>
            <Called name={nameOf(account)} /> <small>{followersOf(account)}</small>{" "}
            <Community community={account.community} />
          </li>
        ))}
      </ul>
    </details>
  );
}
