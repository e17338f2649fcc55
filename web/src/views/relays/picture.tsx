// The picture of relays: where they are in the network, and how a message from the chosen one skips.

import { useMemo } from "preact/hooks";
import { ask } from "../../address";
import { number, rounded } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Asked } from "../../parts/asked";
import { isUnknown, useMapWith } from "../../pictures/asked-map";
import { drawnBounces, simulatedBounces } from "../../pictures/bounces";
import { NetworkMap } from "../../pictures/map";
import { Ricochet } from "../../pictures/ricochet";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { isNarrowed } from "./asked";
import type { Relay } from "./told";

interface Pictured {
  /** What the list was asked. */
  query: URLSearchParams;
  items: readonly Relay[];
  /** Whom the reader has chosen. */
  account: string | null;
  /** Whom the answer tells in detail. */
  chosen: string | null;
}

export function RelaysPicture({ query, items, account, chosen }: Pictured) {
  const topic = query.get("topic");
  return (
    <div class="relays-picture">
      <Network topic={topic} items={items} account={account} narrowed={isNarrowed(query)} />
      {chosen !== null && <Message topic={topic} account={chosen} />}
    </div>
  );
}

interface Mapped {
  topic: string | null;
  items: readonly Relay[];
  account: string | null;
  /** Whether the list leaves accounts out, so that those on it should stand out. */
  narrowed: boolean;
}

function Network({ topic, items, account, narrowed }: Mapped) {
  const listed = items.map((item) => item.account.key);
  const map = useMapWith(topic, account ? [...listed, account] : listed);
  const values = useMemo(
    () => (narrowed ? new Map(items.map(({ account, carried }) => [account.key, carried.people.value])) : undefined),
    [narrowed, items],
  );
  const shown = useMemo(() => values && new Set(values.keys()), [values]);
  if (isUnknown(map)) return <div />;
  return (
    <NetworkMap
      of={map}
      name={words().relays.map}
      selected={account}
      shown={shown}
      values={values}
      onSelect={(key) => ask({ account: key })}
    />
  );
}

const PICTURED = 2_000; // cascades: few enough that it comes with the list rather than as a job

function Message({ topic, account }: { topic: string | null; account: string }) {
  const body = { seeds: [account], topic, n_samples: PICTURED };
  const cascade = useAnswer(JSON.stringify(body), async (how) => {
    const { signal } = how;
    const [told, { account: who }] = await Promise.all([
      answerOf<Schemas["Cascade"]>(service.POST("/v1/cascades/simulate", { body, signal }), how),
      answerOf<Schemas["AccountAnswer"]>(
        service.GET("/v1/accounts/{key}", { params: { path: { key: account } }, signal }),
        { signal },
      ),
    ]);
    return { told, who };
  });
  if (isUnknown(cascade)) return null;
  return (
    <div class="message-place">
      <Asked of={cascade}>
        {({ told, who }) => {
          const name = nameOf(who);
          const bounces = simulatedBounces(told.by_hop, { key: who.key, name });
          const title = words().relays.oneMessage(name, rounded(told.reach), number(drawnBounces(bounces).length));
          return <Ricochet title={title} bounces={bounces} file={`ricochet-${who.handle ?? who.key}`} />;
        }}
      </Asked>
    </div>
  );
}
