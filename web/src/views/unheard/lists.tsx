// Through whom they could hear, best first on one scale; and who they are, with when they last heard.

import { addressOf, here } from "../../address";
import { day, number, rounded } from "../../numbers";
import { followersOf, nameOf } from "../../parts/account";
import { Called } from "../../parts/called";
import { Community } from "../../parts/community";
import { Interval } from "../../parts/interval";
import { Named } from "../../parts/named";
import { communityColour } from "../../pictures/communities";
import type { Schemas } from "../../service/client";
import { words } from "../../words";

type Told = Schemas["Unheard"];

interface Through {
  through: Told["through"];
  query: URLSearchParams;
}

export function ThroughList({ through, query }: Through) {
  const said = words();
  const most = Math.max(0, ...through.map(({ gain }) => gain.high));
  const topic = query.get("topic");
  const include = through.map(({ account }) => account.key);
  if (through.length === 0) return null;
  return (
    <section aria-label={said.unheard.through}>
      <h2>{said.unheard.through}</h2>
      <p class="relay-heads" aria-hidden="true">
        <span>{said.relays.account}</span>
        <span>{said.unheard.gain}</span>
      </p>
      <ol class="relays through">
        {through.map(({ account, gain }, place) => (
          <li key={account.key} class="relay">
            <small class="places">{number(place + 1)}</small>
            <a href={addressOf("relays", { topic, account: account.key }, query)} title={nameOf(account)}>
              <Named name={nameOf(account)} />
            </a>
            <Interval estimate={gain} most={most} colour={communityColour(account.community)} />
            <b>{rounded(gain)}</b>
            <small>
              <Community community={account.community} /> · {followersOf(account)}
            </small>
          </li>
        ))}
      </ol>
      <p class="links">
        <a href={addressOf("plan", { topic, include, k: include.length }, query)}>{said.unheard.plan}</a>
      </p>
    </section>
  );
}

export function UnheardList({ told: { items, next_cursor }, query }: { told: Told; query: URLSearchParams }) {
  const said = words();
  if (items.length === 0) return null;
  return (
    <section aria-label={said.unheard.people}>
      <h2>{said.unheard.people}</h2>
      <ul class="given">
        {items.map(({ account, last_heard_at }) => (
          <li key={account.key}>
            <a href={addressOf("relays", { topic: query.get("topic"), account: account.key }, query)}>
              <Called name={nameOf(account)} />
            </a>
            <small>{last_heard_at ? said.unheard.last(day(last_heard_at)) : said.unheard.never}</small>
          </li>
        ))}
      </ul>
      <p class="pages">
        {query.has("cursor") && <a href={here({ cursor: null })}>{said.relays.before}</a>}
        {next_cursor && <a href={here({ cursor: next_cursor })}>{said.relays.more}</a>}
      </p>
    </section>
  );
}
