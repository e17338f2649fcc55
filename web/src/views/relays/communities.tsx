// The communities as a filter, which is the key to the colours of the map as well.

import { useId } from "preact/hooks";
import { number } from "../../numbers";
import { Dot } from "../../parts/community";
import { communityName } from "../../pictures/communities";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";

interface Filter {
  query: URLSearchParams;
  choose: (community: string | null) => void;
}

const SHOWN = 6; // the rest is behind a click
const LISTED = 60;

export function CommunityFilter({ query, choose }: Filter) {
  const said = words().relays;
  const label = useId();
  const { answer } = useAnswer<Schemas["Communities"]>("communities", ({ signal }) =>
    answerOf(service.GET("/v1/communities", { params: { query: { limit: LISTED } }, signal }), { signal }),
  );
  if (!answer || answer.items.length === 0) return null;
  const chosen = query.get("community");
  const choice = (items: Schemas["Communities"]["items"]) => (
    <Choice items={items} chosen={chosen} label={label} choose={choose} />
  );
  const hidden = answer.items.slice(SHOWN);
  return (
    <div class="field">
      <span class="label" id={label}>
        {said.communities}
      </span>
      {choice(answer.items.slice(0, SHOWN))}
      {hidden.length > 0 && (
        <details open={hidden.some(({ community }) => String(community) === chosen)}>
          <summary>{said.moreCommunities(number(answer.communities))}</summary>
          {choice(hidden)}
        </details>
      )}
    </div>
  );
}

interface Choice {
  items: Schemas["Communities"]["items"];
  chosen: string | null;
  label: string;
  choose: (community: string | null) => void;
}

function Choice({ items, chosen, label, choose }: Choice) {
  return (
    <ul class="chips" aria-labelledby={label}>
      {items.map(({ community }) => {
        const pressed = String(community) === chosen;
        return (
          <li key={community}>
            <button
              type="button"
              class="chip"
              aria-pressed={pressed}
              onClick={() => choose(pressed ? null : String(community))}
            >
              <Dot community={community} />
              {communityName(community, words().common)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
