// The plans that are kept: each is opened by its address.

import { addressOf } from "../../address";
import { moment, money, number, rounded } from "../../numbers";
import { Asked } from "../../parts/asked";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";

interface Kept {
  /** The plan that is shown; a new one makes the list be asked for again. */
  shown: string | null;
  query: URLSearchParams;
}

const LISTED = 25;

export function KeptPlans({ shown, query }: Kept) {
  const said = words().plan;
  const kept = useAnswer(`kept ${shown}`, (how) => {
    const params = { query: { limit: LISTED } };
    return answerOf<Schemas["Plans"]>(service.GET("/v1/plans", { params, signal: how.signal }), how);
  });
  return (
    <Asked of={kept}>
      {({ items }) => (
        <details class="plan-kept" open={shown === null && items.length > 0}>
          <summary>{said.kept(number(items.length))}</summary>
          {items.length === 0 && <p>{said.keptNone}</p>}
          <ul>
            {items.map((card) => (
              <li key={card.id}>
                <a
                  href={addressOf("plan", { plan: card.id }, query)}
                  aria-current={card.id === shown ? "true" : undefined}
                >
                  {summary(card)}
                </a>
                <small>{moment(card.created_at)}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Asked>
  );
}

function summary({ seeds, reach, price, currency, topic }: Schemas["PlanCard"]): string {
  const said = words().plan;
  const cost = price === null ? null : said.withMoney(money(price, currency));
  const people = `${rounded(reach)} ${words().common.people}`;
  return [topic ?? words().fields.anyTopic, said.accounts(number(seeds)), people, cost].filter(Boolean).join(", ");
}
