// Who carried a message: how many people have it by way of each.

import { useState } from "preact/hooks";
import { addressOf } from "../../address";
import { number } from "../../numbers";
import { followersOf, nameOf } from "../../parts/account";
import { Community } from "../../parts/community";
import { communityColour } from "../../pictures/communities";
import { words } from "../../words";
import type { Report } from "./asked";
import { Share } from "./list";

const FIRST = 5; // the others are asked for

export function Carriers({ report }: { report: Report }) {
  const said = words().message;
  const [all, setAll] = useState(false);
  const { relays } = report;
  if (relays.length === 0) return null;
  return (
    <section aria-label={said.carriers}>
      <h2>{said.carriers}</h2>
      <p class="hint">{said.carriersHint}</p>
      <ol class="carriers">
        {relays.slice(0, all ? relays.length : FIRST).map((relay) => (
          <Carrier key={relay.account.key} relay={relay} most={relays[0]?.people_below ?? 0} />
        ))}
      </ol>
      {!all && relays.length > FIRST && (
        <button type="button" class="plain" onClick={() => setAll(true)}>
          {said.more(number(relays.length - FIRST))}
        </button>
      )}
    </section>
  );
}

function Carrier({ relay, most }: { relay: Report["relays"][number]; most: number }) {
  const said = words().message;
  const { account, hop, people_below } = relay;
  return (
    <li>
      <div class="who">
        <a href={addressOf("relays", { account: account.key }, new URLSearchParams(location.search))}>
          <bdi>{nameOf(account)}</bdi>
        </a>
        <small>
          <Community community={account.community} /> · {followersOf(account)}
        </small>
      </div>
      <Share of={people_below} most={most} colour={communityColour(account.community)} />
      <b>
        {number(people_below)}
        <small>{hop === 0 ? said.starter : said.atBounce(number(hop))}</small>
      </b>
    </li>
  );
}
