// The relays of a page, with their intervals on one scale.

import { ask, here } from "../../address";
import { rounded, times } from "../../numbers";
import { followersOf, nameOf } from "../../parts/account";
import { Community } from "../../parts/community";
import { Interval } from "../../parts/interval";
import { Named } from "../../parts/named";
import { communityColour } from "../../pictures/communities";
import { words } from "../../words";
import { per } from "./sentence";
import { placesOf, type Relay, type Scale } from "./told";

interface Listed {
  items: readonly Relay[];
  scale: Scale;
  /** Place of the first of them. */
  first: number;
  chosen: string | null;
  query: URLSearchParams;
}

export function RelaysList({ items, scale, first, chosen, query }: Listed) {
  const said = words().relays;
  if (items.length === 0) return null;
  return (
    <section aria-label={said.list}>
      <p class="relay-heads" aria-hidden="true">
        <span>{said.account}</span>
        <span>{said.extra(per(scale))}</span>
      </p>
      <ol class="relays" start={first}>
        {items.map((relay, place) => (
          <Row
            key={relay.account.key}
            relay={relay}
            places={placesOf(relay, first + place)}
            scale={scale}
            chosen={relay.account.key === chosen}
            leaveOut={() => ask(leftOut(query, relay.account.key))}
          />
        ))}
      </ol>
    </section>
  );
}

function leftOut(query: URLSearchParams, key: string) {
  const account = query.get("account") === key ? null : query.get("account");
  return { exclude: [...query.getAll("exclude"), key], account, cursor: null, place: null };
}

interface Row {
  relay: Relay;
  places: string;
  scale: Scale;
  chosen: boolean;
  leaveOut: () => void;
}

function Row({ relay, places, scale, chosen, leaveOut }: Row) {
  const said = words().relays;
  const { account } = relay;
  const people = times(relay.carried.people, scale.messages);
  const name = nameOf(account);
  return (
    <li class="relay">
      <small class="places">
        <span class="unseen">{said.place} </span>
        {places}
      </small>
      <a href={here({ account: account.key })} aria-current={chosen ? "true" : undefined} title={name}>
        <Named name={name} />
      </a>
      <Interval estimate={people} most={scale.most} colour={communityColour(account.community)} />
      <b>{rounded(people)}</b>
      <button
        type="button"
        class="take-out"
        aria-label={said.leaveOut(name)}
        title={said.leaveOut(name)}
        onClick={leaveOut}
      >
        ×
      </button>
      <small>
        <Community community={account.community} /> · {followersOf(account)}
      </small>
    </li>
  );
}
