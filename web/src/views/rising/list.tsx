// Who is rising, surest first, each growth on one scale.

import { here } from "../../address";
import { number } from "../../numbers";
import { followersOf, nameOf } from "../../parts/account";
import { Community } from "../../parts/community";
import { Named } from "../../parts/named";
import { communityColour } from "../../pictures/communities";
import { words } from "../../words";
import { Growth } from "./growth";
import { isBeyondChance, type RisingItem, timesShare } from "./told";

interface Listed {
  items: readonly RisingItem[];
  chosen: string | null;
}

export function RisingList({ items, chosen }: Listed) {
  const said = words().rising;
  if (items.length === 0) return null;
  return (
    <section aria-label={said.list}>
      <p class="relay-heads" aria-hidden="true">
        <span>{words().relays.account}</span>
        <span>{said.share}</span>
      </p>
      <ol class="relays rising" start={items[0]?.rank}>
        {items.map((item) => (
          <Row key={item.account.key} item={item} chosen={item.account.key === chosen} />
        ))}
      </ol>
    </section>
  );
}

function Row({ item, chosen }: { item: RisingItem; chosen: boolean }) {
  const said = words();
  const { account, growth, now, before, rank } = item;
  const name = nameOf(account);
  return (
    <li class="relay">
      <small class="places">
        <span class="unseen">{said.relays.place} </span>
        {number(rank)}
      </small>
      <a href={here({ account: account.key })} aria-current={chosen ? "true" : undefined} title={name}>
        <Named name={name} />
      </a>
      <Growth of={growth} colour={communityColour(account.community)} />
      <b>{growth.value === null ? said.rising.fresh : `×\u202f${timesShare(growth.value)}`}</b>
      <small>
        <span class="change">
          {said.rising.after(number(now.actions), number(before.actions))}
          {!isBeyondChance(item) && ` · ${said.rising.maybeChance}`}
        </span>
        <Community community={account.community} /> · {followersOf(account)}
      </small>
    </li>
  );
}
