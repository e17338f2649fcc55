// The picture of a path: the best ways as ribbons, and the chosen one on the map.

import { useMemo } from "preact/hooks";
import { ask } from "../../address";
import { nameOf } from "../../parts/account";
import { NetworkMap } from "../../pictures/map";
import { Ribbons } from "../../pictures/ribbons";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { wayChosen } from "./asked";
import { type Way, worth } from "./sentence";

type Paths = Schemas["Paths"];

const MOST_SHOWN = 200; // accounts that a map can be asked to show

export function PathPicture({ paths, query }: { paths: Paths | undefined; query: URLSearchParams }) {
  const ways = paths?.items ?? [];
  const chosen = wayChosen(query, ways.length);
  return (
    <div class="path-picture">
      {paths && ways.length > 0 && (
        <Ribbons
          ways={ways.map(drawn)}
          chosen={chosen}
          choose={(place) => ask({ way: place + 1 })}
          note={words().path.ribbonAbout[paths.by]}
        />
      )}
      <OnMap ways={ways} chosen={chosen} topic={paths?.meta.topic ?? null} />
    </div>
  );
}

function drawn(way: Way) {
  return {
    stops: way.accounts.map((account) => ({ key: account.key, name: nameOf(account), community: account.community })),
    worth: way.probability ?? way.strength ?? 1,
    told: worth(way),
    weak: way.bottleneck,
  };
}

function OnMap({ ways, chosen, topic }: { ways: readonly Way[]; chosen: number; topic: string | null }) {
  const keys = new Set(ways.flatMap(({ accounts }) => accounts.map(({ key }) => key)));
  const accounts = [...keys].sort().slice(0, MOST_SHOWN);
  const asked = { ...(topic ? { topic } : {}), ...(accounts.length > 0 ? { accounts } : {}) };
  const map = useAnswer<Schemas["Map"]>(JSON.stringify(asked), (how) =>
    answerOf(service.GET("/v1/map", { params: { query: asked }, signal: how.signal }), how),
  );
  const route = ways[chosen]?.accounts.map(({ key }) => key) ?? [];
  const way = useMemo(() => route, [route.join("\n")]);
  return (
    <div class="on-map">
      <NetworkMap of={map} name={words().path.map} {...(way.length > 0 ? { way } : {})} />
    </div>
  );
}
