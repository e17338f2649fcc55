// The chosen relay: its parts in plain words, how far it carries, what it rests on, and what to do with it.

import { useEffect, useRef } from "preact/hooks";
import { addressOf, here } from "../../address";
import { interval, percent, rounded, times } from "../../numbers";
import { Asked } from "../../parts/asked";
import { Interval, toldAsShare } from "../../parts/interval";
import { learn } from "../../parts/names";
import { communityColour } from "../../pictures/communities";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { oneAsked } from "./asked";
import { ByHop } from "./hops";
import { Reasons } from "./reasons";
import { AccountName, per } from "./sentence";
import { isDoubtful, type Relay, scaleOf } from "./told";

interface Chosen {
  query: URLSearchParams;
  account: string;
  /** Whether it is whom the reader asked about, and not one of the list. */
  leads: boolean;
}

export function ChosenRelay({ query, account, leads }: Chosen) {
  const asked = oneAsked(query, account);
  const one = useAnswer(JSON.stringify(asked), async (how) => {
    const call = service.GET("/v1/relays", { params: { query: asked }, signal: how.signal });
    const { items } = await answerOf<Schemas["Relays"]>(call, how);
    return items[0] ?? (await without(account, how.signal));
  });
  const place = useBroughtIntoView(one.answer && ("carried" in one.answer ? one.answer.account.key : one.answer.key));
  return (
    <section class="chosen" aria-labelledby="chosen" ref={place}>
      <Asked of={one}>
        {(told) =>
          "carried" in told ? <Detail relay={told} query={query} leads={leads} /> : <Unmeasured account={told} />
        }
      </Asked>
    </section>
  );
}

/** Bring what is told first of the chosen one before the reader's eyes, if somebody else is chosen. */
function useBroughtIntoView(key: string | undefined) {
  const place = useRef<HTMLElement>(null);
  const last = useRef(key);
  useEffect(() => {
    const another = last.current !== undefined && key !== undefined && key !== last.current;
    if (another && new URLSearchParams(location.search).get("account") === key) {
      place.current?.querySelector(".figures")?.scrollIntoView({ block: "nearest" });
    }
    last.current = key ?? last.current;
  }, [key]);
  return place;
}

async function without(account: string, signal: AbortSignal): Promise<Schemas["AccountDetail"]> {
  const call = service.GET("/v1/accounts/{key}", { params: { path: { key: account } }, signal });
  return (await answerOf<Schemas["AccountAnswer"]>(call, { signal })).account;
}

function Unmeasured({ account }: { account: Schemas["AccountDetail"] }) {
  return <h2 id="chosen">{words().relays.noneMeasured(<AccountName of={{ account }} />)}</h2>;
}

function Detail({ relay, query, leads }: { relay: Relay; query: URLSearchParams; leads: boolean }) {
  learn(relay.account);
  const said = words().relays;
  const who = <AccountName of={relay} />;
  return (
    <>
      {leads ? <h1 id="chosen">{said.oneCarries(who, amountOf(relay))}</h1> : <h2 id="chosen">{said.why(who)}</h2>}
      <p>
        <Parts relay={relay} />
      </p>
      <Figures relay={relay} />
      <Links relay={relay} query={query} />
      <Without relay={relay} query={query} />
      <ByHop relay={relay} />
      {relay.reasons && <Reasons reasons={relay.reasons} query={query} />}
    </>
  );
}

function amountOf({ carried: { people } }: Relay): string {
  const said = words();
  const scale = scaleOf([people]);
  const counted = times(people, scale.messages);
  const [low, high] = interval(counted);
  return `${said.relays.morePeople(rounded(counted), per(scale))}, ${said.common.between(low, high)}`;
}

function Parts({ relay: { exposed, active_if_exposed, extra_if_active } }: { relay: Relay }) {
  const said = words().relays;
  const sees = percent(exposed.value);
  if (!active_if_exposed || !extra_if_active || isDoubtful(extra_if_active)) return said.partsRarely(sees);
  return said.parts(sees, percent(active_if_exposed.value), rounded(extra_if_active));
}

function Figures({ relay: { account, exposed, active_if_exposed, extra_if_active } }: { relay: Relay }) {
  const said = words();
  const colour = communityColour(account.community);
  const share = (estimate: Relay["active_if_exposed"]) => (estimate ? percent(estimate.value) : said.common.unknown);
  return (
    <ul class="figures">
      <li>
        <b>{share(exposed)}</b>
        <Interval estimate={exposed} most={1} colour={colour} say={toldAsShare} />
        <small>{said.relays.sees}</small>
      </li>
      <li>
        <b>{share(active_if_exposed)}</b>
        <Interval estimate={active_if_exposed} most={1} colour={colour} say={toldAsShare} />
        <small>{said.relays.pass}</small>
      </li>
      <li>
        <b>{extra_if_active ? rounded(extra_if_active) : said.common.unknown}</b>
        <Interval estimate={extra_if_active} most={extra_if_active?.high ?? 1} colour={colour} />
        <small>{said.relays.eachTime}</small>
      </li>
    </ul>
  );
}

function Links({ relay: { account }, query }: { relay: Relay; query: URLSearchParams }) {
  const said = words().relays;
  const topic = query.get("topic");
  const { key } = account;
  return (
    <p class="links">
      <a href={addressOf("plan", { topic, include: [key] }, query)}>{said.addToPlan}</a>
      <a href={addressOf("path", { topic, sources: [key] }, query)}>{said.pathFrom}</a>
      <a href={addressOf("message", { topic, seeds: [key] }, query)}>{said.inMessage}</a>
    </p>
  );
}

function Without({ relay, query }: { relay: Relay; query: URLSearchParams }) {
  const said = words().relays;
  const scale = scaleOf([relay.carried.people]);
  const people = times(relay.carried.people, scale.messages);
  const silenced = [...query.getAll("silenced").filter((key) => key !== relay.account.key), relay.account.key];
  return (
    <p>
      <b>{said.quiet}</b>
      {said.quietAbout(rounded(people), per(scale))}{" "}
      <a href={here({ silenced, account: null, cursor: null, place: null })}>{said.quietShow}</a>
    </p>
  );
}
