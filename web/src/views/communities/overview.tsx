// All communities: between which two most is carried, who takes it across, and a table of them.

import { addressOf, here } from "../../address";
import { interval, number, rounded, times } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Asked } from "../../parts/asked";
import { Community } from "../../parts/community";
import { Interval } from "../../parts/interval";
import { communityColour } from "../../pictures/communities";
import { useAnswer } from "../../service/answer";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { per } from "../relays/sentence";
import { type Scale, scaleOf } from "../relays/told";
import { askCrossings } from "./asked";

interface Shown {
  map: Schemas["Map"];
  topic: string | null;
  query: URLSearchParams;
}

type Pair = Schemas["CommunityPair"];

export function Overview({ map, topic, query }: Shown) {
  const said = words().communities;
  const several = map.communities.length > 1;
  const crossings = useAnswer(several ? `crossings ${topic}` : null, (how) => askCrossings(topic, how));
  if (map.communities.length === 0) return <h1>{said.none}</h1>;
  return (
    <>
      <h1 aria-live="polite">
        {several ? said.count(number(map.communities.length)) : said.one}
        {several && <Most pairs={crossings.answer?.items} topic={topic} />}
      </h1>
      {several && <Asked of={crossings}>{({ items }) => <Crossings pairs={items} />}</Asked>}
      <CommunityTable communities={map.communities} topic={topic} query={query} />
    </>
  );
}

interface Crossed {
  /** Most people first; undefined until they are known. */
  pairs: readonly Pair[] | undefined;
  topic: string | null;
}

/** The second half of the sentence: where most people are reached across. */
function Most({ pairs, topic }: Crossed) {
  const said = words().communities;
  const [first] = pairs ?? [];
  if (!pairs) return ".";
  if (!first || first.reached.value === 0) return said.nothingCrosses;
  const scale = crossingScale(pairs);
  const [from, to] = [
    <Community key={0} community={first.origin} />,
    <Community key={1} community={first.destination} />,
  ];
  return said.most(from, to, rounded(times(first.reached, scale.messages)), per(scale), topic && <em>{topic}</em>);
}

function crossingScale(pairs: readonly Pair[]): Scale {
  return scaleOf(pairs.map(({ reached }) => reached));
}

function Crossings({ pairs }: { pairs: readonly Pair[] }) {
  const said = words().communities;
  const [first] = pairs;
  if (!first || first.reached.value === 0) return null;
  const scale = crossingScale(pairs);
  return (
    <>
      <Doubt pair={first} scale={scale} />
      <section aria-labelledby="crossings">
        <h2 id="crossings">{said.crossings}</h2>
        <small>{said.crossingsAbout(per(scale))}</small>
        <ol class="crossing-list">
          {pairs.map((pair) => (
            <Crossing key={`${pair.origin} ${pair.destination}`} pair={pair} scale={scale} />
          ))}
        </ol>
      </section>
    </>
  );
}

/** How sure that is, and who would be missed. */
function Doubt({ pair, scale }: { pair: Pair; scale: Scale }) {
  const said = words();
  const [bridge] = pair.accounts;
  return (
    <p class="doubt">
      {said.communities.range(...interval(times(pair.reached, scale.messages)))}{" "}
      {bridge && said.communities.bridge(<bdi>{nameOf(bridge.account)}</bdi>, lostOf(bridge, scale))}
    </p>
  );
}

function lostOf({ lost }: Schemas["Bridge"], scale: Scale): string {
  return rounded(times(lost, scale.messages));
}

function Crossing({ pair, scale }: { pair: Pair; scale: Scale }) {
  const said = words().communities;
  const people = times(pair.reached, scale.messages);
  const { origin, destination } = pair;
  return (
    <li>
      <a href={here({ community: origin, to: destination })}>
        <Community community={origin} /> → <Community community={destination} />
      </a>
      <Interval estimate={people} most={scale.most} colour={communityColour(destination)} />
      <b>{rounded(people)}</b>
      <small>
        {pair.accounts.slice(0, 2).map((bridge, place) => (
          <span key={bridge.account.key}>
            {place > 0 && " · "}
            <bdi>{nameOf(bridge.account)}</bdi> {said.fewer(lostOf(bridge, scale))}
          </span>
        ))}
      </small>
    </li>
  );
}

interface Listed {
  communities: Schemas["Map"]["communities"];
  topic: string | null;
  query: URLSearchParams;
}

function CommunityTable({ communities, topic, query }: Listed) {
  const said = words().communities;
  return (
    <section aria-labelledby="all-communities">
      <h2 id="all-communities">{said.title(number(communities.length))}</h2>
      <table class="community-table">
        <thead>
          <tr>
            <th scope="col">{said.community}</th>
            <th scope="col" class="figure">
              {said.peopleHead}
            </th>
            <th scope="col">{said.leader}</th>
          </tr>
        </thead>
        <tbody>
          {communities.map(({ community, size, leader }) => (
            <tr key={community}>
              <th scope="row">
                <a href={here({ community, to: null })}>
                  <Community community={community} />
                </a>
              </th>
              <td class="figure">{number(size)}</td>
              <td>
                {leader ? (
                  <a href={addressOf("relays", { topic, account: leader.key }, query)}>
                    <bdi>{nameOf(leader)}</bdi>
                  </a>
                ) : (
                  words().common.unknown
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
