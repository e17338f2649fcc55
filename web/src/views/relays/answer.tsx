// The answer about relays: the sentence, the list on one scale, the chosen one, and what it rests on.

import { here } from "../../address";
import { number } from "../../numbers";
import { Asked } from "../../parts/asked";
import { Term } from "../../parts/term";
import { Topics } from "../../parts/topics";
import { Warnings } from "../../parts/warnings";
import type { Answered } from "../../service/answer";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { PAGE } from "./asked";
import { ChosenRelay } from "./chosen";
import { RelaysList } from "./list";
import { RelaysSentence } from "./sentence";
import { scaleOf } from "./told";

export interface Told {
  relays: Schemas["Relays"];
  /** What was asked, which the address may already be ahead of. */
  query: URLSearchParams;
}

interface Shown {
  list: Answered<Told>;
  query: URLSearchParams;
  chosen: string | null;
}

export function RelaysAnswer({ list, query, chosen }: Shown) {
  const told = list.answer;
  const asksOne = query.has("account") && !told?.relays.items.some(({ account }) => account.key === chosen);
  const one = chosen !== null && (told || !list.problem) && (
    <ChosenRelay query={told?.query ?? query} account={chosen} leads={asksOne} />
  );
  return (
    <>
      {asksOne && one}
      <Asked of={list}>
        {({ relays, query: asked }) => {
          const scale = scaleOf(relays.items.map(({ carried }) => carried.people));
          const first = Number(asked.get("place") ?? 1);
          return (
            <>
              <RelaysSentence relays={relays} query={asked} scale={scale} first={first} leads={!asksOne} />
              <RelaysList items={relays.items} scale={scale} first={first} chosen={chosen} query={query} />
              <Pages relays={relays} first={first} />
            </>
          );
        }}
      </Asked>
      {list.problem && query.has("cursor") && (
        <p class="pages">
          <a href={here({ cursor: null, place: null })}>{words().relays.before}</a>
        </p>
      )}
      {list.problem?.status === 404 && <Topics query={query} title={words().start.topics} />}
      {!asksOne && one}
      {told && <Behind meta={told.relays.meta} />}
    </>
  );
}

function Pages({ relays, first }: { relays: Schemas["Relays"]; first: number }) {
  const said = words().relays;
  if (!relays.has_more && first === 1) return null;
  return (
    <p class="pages">
      {first > 1 && <a href={here({ cursor: null, place: null, account: null })}>{said.before}</a>}
      {relays.next_cursor && (
        <a href={here({ cursor: relays.next_cursor, place: first + PAGE, account: null })}>{said.more}</a>
      )}
    </p>
  );
}

function Behind({ meta }: { meta: Schemas["Meta"] }) {
  const { relays: said, rankings, models } = words();
  const { model, sources } = meta;
  return (
    <details class="behind">
      <summary>{said.behind}</summary>
      {meta.n != null && <p>{said.explained(number(meta.n))}</p>}
      {sources && <p>{said.starts[sources.rule](number(sources.accounts))}</p>}
      {model?.ranker && <p>{said.learned(<Term name={model.ranker} among={rankings} />)}</p>}
      {model && <p>{said.unlearned(<Term name={model.name} among={models} />)}</p>}
      <p>{said.alone}</p>
      <Warnings of={meta.warnings} except={["unlearned", "uniform"]} />
    </details>
  );
}
