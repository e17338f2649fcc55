// Who took a message across a border: into another community, another language, another platform.

import { number } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Community } from "../../parts/community";
import { words } from "../../words";
import type { Report } from "./asked";
import { communityOf } from "./told";

const BORDERS = ["community", "language", "platform", "place"] as const;
type Name = (typeof BORDERS)[number];
const LISTED = 5;

export function Crossings({ report }: { report: Report }) {
  const said = words().message;
  const crossed = BORDERS.filter((name) => (report.borders[name]?.crossings ?? 0) > 0);
  if (crossed.length === 0) return null;
  return (
    <section aria-label={said.crossings}>
      <h2>{said.crossings}</h2>
      {crossed.map((name) => (
        <Border key={name} name={name} border={report.borders[name] as Report["borders"][string]} />
      ))}
    </section>
  );
}

function Border({ name, border }: { name: Name; border: Report["borders"][string] }) {
  const said = words().message;
  return (
    <>
      <h3>{said.border[name](number(border.crossings), number(border.bounces))}</h3>
      <ul class="crossings">
        {border.carriers.slice(0, LISTED).map(({ account, origin, destination, people_below }) => (
          <li key={`${account.key} ${origin} ${destination}`}>
            <b>
              <bdi>{nameOf(account)}</bdi>
            </b>
            <span>{said.further(people_below, number(people_below))}</span>
            <small>
              <Side name={name} side={origin} /> → <Side name={name} side={destination} />
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

function Side({ name, side }: { name: Name; side: string }) {
  return name === "community" ? <Community community={communityOf(side)} /> : <bdi>{side}</bdi>;
}
