// Two communities: how many people of the one see a message of the other, and who is missed at the crossing.

import { addressOf, here } from "../../address";
import { type Estimate, interval, percent, rounded, times } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Asked as Answered } from "../../parts/asked";
import { Community } from "../../parts/community";
import { Interval } from "../../parts/interval";
import { communityColour } from "../../pictures/communities";
import { useAnswer } from "../../service/answer";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { per } from "../relays/sentence";
import { type Scale, scaleOf } from "../relays/told";
import { type Asked, askPair } from "./asked";

type Pair = Schemas["CommunityPair"];

export function PairAnswer({ asked, query }: { asked: Asked; query: URLSearchParams }) {
  const said = words().communities;
  const pair = useAnswer(`pair ${JSON.stringify(asked)}`, (how) => askPair(asked, how));
  return (
    <>
      <p class="ways-back">
        <a href={here({ community: null, to: null })}>{said.back}</a>
        <a href={here({ to: null })}>{said.backTo}</a>
        <a href={here({ community: asked.to, to: asked.community })}>{said.turn}</a>
      </p>
      <Answered of={pair}>
        {({ items: [told] }) => (told ? <Told pair={told} topic={asked.topic} query={query} /> : null)}
      </Answered>
    </>
  );
}

function Told({ pair, topic, query }: { pair: Pair; topic: string | null; query: URLSearchParams }) {
  const said = words().communities;
  const scale = scaleOf([pair.reached]);
  const people = times(pair.reached, scale.messages);
  const [from, to] = [<Community community={pair.origin} />, <Community community={pair.destination} />];
  const lost = scaleOf(pair.accounts.map(({ lost }) => lost));
  return (
    <>
      <h1>{said.crosses(from, to, rounded(people), per(scale))}</h1>
      <p class="doubt">{said.range(...interval(people))}</p>
      {pair.accounts.length === 0 ? (
        <p>{said.nobodyNeeded}</p>
      ) : (
        <section aria-labelledby="bridges">
          <h2 id="bridges">{said.bridges}</h2>
          <small>{said.bridgesAbout(per(lost))}</small>
          <ol class="crossing-list">
            {pair.accounts.map(({ account, lost: each, tie_share }) => (
              <li key={account.key}>
                <a href={addressOf("relays", { topic, account: account.key }, query)}>
                  <bdi>{nameOf(account)}</bdi>
                </a>
                <Lost estimate={each} scale={lost} community={account.community} />
                <small>
                  <Community community={account.community} /> ·{" "}
                  {tie_share === null ? said.noTies : said.tieShare(percent(tie_share))}
                </small>
              </li>
            ))}
          </ol>
        </section>
      )}
      <Ties pair={pair} />
    </>
  );
}

interface Drawn {
  estimate: Estimate;
  scale: Scale;
  community: number | null;
}

function Lost({ estimate, scale, community }: Drawn) {
  const people = times(estimate, scale.messages);
  return (
    <>
      <Interval estimate={people} most={scale.most} colour={communityColour(community)} />
      <b>{rounded(people)}</b>
    </>
  );
}

function Ties({ pair: { edges } }: { pair: Pair }) {
  const said = words().communities;
  if (!edges || edges.length === 0) return null;
  const scale = scaleOf(edges.map(({ lost }) => lost));
  return (
    <section aria-labelledby="bridging-ties">
      <h2 id="bridging-ties">{said.tieTitle}</h2>
      <small>{said.tiesAbout(per(scale))}</small>
      <ol class="crossing-list">
        {edges.map(({ source, target, lost }) => (
          <li key={`${source.key} ${target.key}`}>
            <span>
              <bdi>{nameOf(source)}</bdi> → <bdi>{nameOf(target)}</bdi>
            </span>
            <Lost estimate={lost} scale={scale} community={target.community} />
          </li>
        ))}
      </ol>
    </section>
  );
}
