// What is loaded, in a line: which network, how many accounts, and until when it is known.

import { useEffect, useState } from "preact/hooks";
import { ago, number } from "../numbers";
import { type Answered, useAnswer } from "../service/answer";
import { answerOf, type Schemas, service } from "../service/client";
import { shared } from "../service/shared";
import { words } from "../words";

export type Network = Schemas["Graph"];

const network = shared<Network>(({ signal }) => answerOf(service.GET("/v1/graph", { signal }), { signal }));

export function useNetwork(): Answered<Network> {
  return useAnswer<Network>("network", network);
}

export function Loaded() {
  const { answer } = useNetwork();
  const at = useLastLoad();
  if (!answer) return null;
  const said = words().frame;
  const parts = [
    answer.platforms.length > 0 ? said.network(answer.platforms.join(", ")) : null,
    said.loaded(number(answer.accounts)),
    at ? said.loadedAt(ago(at)) : null,
  ];
  return <span class="loaded">{parts.filter(Boolean).join(" · ")}</span>;
}

const LATER_MS = 1500; // the service opens its store for it, and what the reader asked comes first

/** Return when something was loaded last; null where nobody says, or not yet. */
function useLastLoad(): string | null {
  const [now, setNow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNow(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { answer } = useAnswer<Schemas["Loads"]>(now ? "loads" : null, ({ signal }) =>
    answerOf(service.GET("/v1/loads", { signal }), { signal }),
  );
  const times = (answer?.items ?? []).flatMap(({ loaded_at }) => loaded_at ?? []);
  return times.sort().at(-1) ?? null;
}
