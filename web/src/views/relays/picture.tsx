// The picture of relays: where they are in the network, and how a message from the chosen one skips.

import { useMemo } from "preact/hooks";
import { number, rounded } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Asked } from "../../parts/asked";
import { drawnBounces, simulatedBounces } from "../../pictures/bounces";
import { Ricochet } from "../../pictures/ricochet";
import { isUnknown, TopicMap } from "../../pictures/topic-map";
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
  const values = useMemo(
    () => (narrowed ? new Map(items.map(({ account, carried }) => [account.key, carried.people.value])) : undefined),
    [narrowed, items],
  );
  const wanted = account ? [...listed, account] : listed;
  return <TopicMap topic={topic} name={words().relays.map} listed={wanted} selected={account} values={values} />;
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
