// Who carries a topic, how sure that is, and why; and, as a list beside it, who is rising.

import { Panes } from "../../parts/frame";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { Rising } from "../rising";
import { RelaysAnswer } from "./answer";
import { listAsked } from "./asked";
import { RelaysPicture } from "./picture";
import { RelaysQuestion } from "./question";
import "../../style/relays.css";

export function Relays({ query }: { query: URLSearchParams }) {
  return query.get("list") === "rising" ? <Rising query={query} /> : <Carrying query={query} />;
}

function Carrying({ query }: { query: URLSearchParams }) {
  const asked = listAsked(query);
  const list = useAnswer(JSON.stringify(asked), async (how) => {
    const call = service.GET("/v1/relays", { params: { query: asked }, signal: how.signal });
    const relays = await answerOf<Schemas["Relays"]>(call, how);
    return { relays, query: new URLSearchParams(query) };
  });
  const told = list.answer;
  const chosen = query.get("account") ?? told?.relays.items[0]?.account.key ?? null;
  return (
    <Panes
      question={<RelaysQuestion query={query} />}
      picture={
        <RelaysPicture
          query={told?.query ?? query}
          items={told?.relays.items ?? []}
          account={query.get("account")}
          chosen={chosen}
        />
      }
      answer={<RelaysAnswer list={list} query={query} chosen={chosen} />}
    />
  );
}
