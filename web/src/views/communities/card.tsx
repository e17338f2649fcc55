// One community: how many people, what they are given to, who leads them, and where their messages go.

import { addressOf, here } from "../../address";
import { number, percent } from "../../numbers";
import { followersOf, nameOf } from "../../parts/account";
import { Asked } from "../../parts/asked";
import { Community } from "../../parts/community";
import { useAnswer } from "../../service/answer";
import type { Schemas } from "../../service/client";
import { language, words } from "../../words";
import { askCard } from "./asked";

interface Shown {
  map: Schemas["Map"];
  community: number;
  topic: string | null;
  query: URLSearchParams;
}

type Card = Schemas["CommunityCard"];

const LISTED = 5;

export function CommunityAnswer({ map, community, topic, query }: Shown) {
  const said = words().communities;
  const card = useAnswer(`card ${community}`, (how) => askCard(community, how));
  return (
    <>
      <p class="ways-back">
        <a href={here({ community: null, to: null })}>{said.back}</a>
      </p>
      <Asked of={card}>
        {(told) => (
          <>
            <Sentence card={told} />
            <Given title={said.topics} marks={told.topics} name={(topic) => topic} />
            <Given title={said.languages} marks={told.languages} name={languageName} />
            <Members title={said.leaders} members={told.leaders} topic={topic} query={query} />
            <Members title={said.connectors} members={told.connectors} topic={topic} query={query} />
            <p class="ways-back">
              <a href={addressOf("relays", { topic, community }, query)}>{said.relays}</a>
              <a href={addressOf("plan", { topic, community }, query)}>{said.plan}</a>
            </p>
          </>
        )}
      </Asked>
      <Ways map={map} community={community} />
    </>
  );
}

function Sentence({ card }: { card: Card }) {
  const said = words().communities;
  const [leader] = card.leaders;
  const inside = card.cohesion.inside_share;
  return (
    <>
      <h1>
        {said.sentence(
          <Community community={card.community} />,
          number(card.size),
          leader ? <bdi>{nameOf(leader.account)}</bdi> : null,
        )}
      </h1>
      <p class="doubt">
        {inside === null ? said.insideUnknown : said.inside(percent(inside))} {said.found}
      </p>
    </>
  );
}

interface Given {
  title: string;
  marks: Card["topics"];
  name: (mark: string) => string;
}

function Given({ title, marks, name }: Given) {
  const said = words().communities;
  if (marks.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="given">
        {marks.slice(0, LISTED).map(({ name: mark, lift, inside, of_members }) => (
          <li key={mark}>
            <bdi>{name(mark)}</bdi>
            <span>{said.lift(number(Math.round(lift * 10) / 10))}</span>
            <small>{said.share(number(inside), number(of_members))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(language(), { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag; // which is no tag
  }
}

interface Members {
  title: string;
  members: Card["leaders"];
  topic: string | null;
  query: URLSearchParams;
}

function Members({ title, members, topic, query }: Members) {
  if (members.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="given">
        {members.slice(0, LISTED).map(({ account }) => (
          <li key={account.key}>
            <a href={addressOf("relays", { topic, account: account.key }, query)}>
              <bdi>{nameOf(account)}</bdi>
            </a>
            <small>{followersOf(account)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where its messages go most, and where they come from, each a way to ask who takes them across. */
function Ways({ map: { links }, community }: { map: Schemas["Map"]; community: number }) {
  const said = words().communities;
  const all = links.origin.map((origin, place) => ({
    origin,
    destination: links.destination[place] as number,
    ties: links.ties[place] as number,
  }));
  const out = all.filter(({ origin }) => origin === community).slice(0, LISTED);
  const into = all.filter(({ destination }) => destination === community).slice(0, LISTED);
  return (
    <>
      <WayList title={said.out} ways={out} end="destination" />
      <WayList title={said.into} ways={into} end="origin" />
    </>
  );
}

interface WayList {
  title: string;
  ways: readonly { origin: number; destination: number; ties: number }[];
  end: "origin" | "destination";
}

function WayList({ title, ways, end }: WayList) {
  const said = words().communities;
  if (ways.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="given">
        {ways.map((way) => (
          <li key={way[end]}>
            <a href={here({ community: way.origin, to: way.destination })}>
              <Community community={way[end]} />
            </a>
            <small>{said.ties(number(way.ties))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
