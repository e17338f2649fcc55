// What an answer about a relay rests on: the way to it, its ties, the messages that decided.

import { addressOf } from "../../address";
import { chance, number } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Dot } from "../../parts/community";
import type { Schemas } from "../../service/client";
import { words } from "../../words";

interface Reasoned {
  reasons: Schemas["Reasons"];
  query: URLSearchParams;
}

export function Reasons({ reasons, query }: Reasoned) {
  const said = words().relays;
  return (
    <>
      <Ties title={said.hears} ties={reasons.hears_from} end="source" query={query} />
      <Ties title={said.heard} ties={reasons.heard_by} end="target" query={query} />
      <Posts reasons={reasons} query={query} />
      {reasons.path && <Way path={reasons.path} query={query} />}
    </>
  );
}

interface TieList {
  title: string;
  ties: readonly Schemas["TieReason"][];
  end: "source" | "target";
  query: URLSearchParams;
}

function Ties({ title, ties, end, query }: TieList) {
  const said = words();
  if (ties.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="ties">
        {ties.map((tie) => {
          const odds = chance(tie.probability, said.common.oneIn);
          return (
            <li key={tie[end].key}>
              <Dot community={tie[end].community} />
              <AccountLink account={tie[end]} query={query} />
              <small>{said.relays.tie(odds, tie.acts, number(tie.acts))}</small>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function AccountLink({ account, query }: { account: Schemas["Account"]; query: URLSearchParams }) {
  const next = new URLSearchParams(query);
  next.set("account", account.key);
  return (
    <a href={`/relays?${next}`}>
      <bdi>{nameOf(account)}</bdi>
    </a>
  );
}

function Posts({ reasons: { posts }, query }: Reasoned) {
  const said = words().relays;
  if (posts.length === 0) return null;
  return (
    <>
      <h3>{said.posts}</h3>
      <ul class="ties">
        {posts.map(({ cascade, passed_on }) => (
          <li key={cascade}>
            <a href={addressOf("message", { message: cascade }, query)}>
              <bdi>{cascade}</bdi>
            </a>
            <small>{said.postTimes(passed_on, number(passed_on))}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

function Way({ path, query }: { path: Schemas["ReasonPath"]; query: URLSearchParams }) {
  const said = words();
  return (
    <>
      <h3>{said.relays.way}</h3>
      <p>
        {path.accounts.map((account, place) => (
          <span key={account.key}>
            {place > 0 && " → "}
            <AccountLink account={account} query={query} />
          </span>
        ))}{" "}
        <small>{said.relays.wayAbout(chance(path.probability, said.common.oneIn))}</small>
      </p>
    </>
  );
}
