// One who is rising: what was passed on from it in both windows, how likely chance does that, and where to look next.

import { addressOf } from "../../address";
import { chance, number } from "../../numbers";
import { Table } from "../../parts/table";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { AccountName } from "../relays/sentence";
import { growthTold, type RisingItem } from "./told";

interface Chosen {
  item: RisingItem;
  days: number;
  query: URLSearchParams;
}

export function ChosenRising({ item, days, query }: Chosen) {
  const said = words();
  const { now, before, growth, p_value, account } = item;
  const topic = query.get("topic");
  return (
    <section class="chosen" aria-labelledby="chosen">
      <h2 id="chosen">{said.rising.why(<AccountName of={item} />)}</h2>
      <p>
        {said.rising.grown(growthTold(growth))} {said.rising.byChance(chance(p_value, said.common.oneIn))}
      </p>
      <Table label={said.rising.windows} heads={["", said.rising.before(number(days)), said.rising.now(number(days))]}>
        <Counts name={said.rising.actions} before={before.actions} now={now.actions} />
        <Counts name={said.rising.messages} before={before.messages} now={now.messages} />
        <Counts name={said.rising.newFollowers} before={before.new_followers} now={now.new_followers} />
      </Table>
      <p class="links">
        <a href={addressOf("relays", { topic, account: account.key }, query)}>{said.rising.asRelay}</a>
        <a href={addressOf("plan", { topic, include: [account.key] }, query)}>{said.relays.addToPlan}</a>
      </p>
    </section>
  );
}

type Count = Schemas["PassedOn"]["new_followers"];

function Counts({ name, before, now }: { name: string; before: Count; now: Count }) {
  const told = (count: Count) =>
    count === null ? <span class="unknown">{words().common.unknown}</span> : number(count);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="count">{told(before)}</td>
      <td class="count">{told(now)}</td>
    </tr>
  );
}
