// What happened to a message in one sentence, and below it how sure that is.

import type { ComponentChildren } from "preact";
import { moment, number, percent, span } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Community } from "../../parts/community";
import { words } from "../../words";
import type { Report } from "./asked";
import { mainCrossing } from "./told";

export function MessageSentence({ report }: { report: Report }) {
  const said = words().message;
  const { people, depth, author, life } = report;
  if (depth === 0) return <h1>{said.nobody}</h1>;
  return (
    <>
      <h1>
        {said.story(said.people(people, number(people)), said.bounces(depth, number(depth)))}
        {life && said.half(span(life.half_life_seconds))}
        <Across report={report} />.
      </h1>
      <p class="doubt">
        {author && said.by(<bdi>{nameOf(author)}</bdi>, life && moment(life.started_at))} {guesses(report)}
      </p>
    </>
  );
}

function Across({ report }: { report: Report }): ComponentChildren {
  const said = words().message;
  const crossing = mainCrossing(report);
  if (!crossing) return null;
  const { account, destination } = crossing.carrier;
  const into = <Community key={0} community={Number(destination)} />;
  return said.across(<bdi>{nameOf(account)}</bdi>, into, number(crossing.people));
}

/** Return how it is known from whom people have it: said, guessed, or drawn from a model. */
function guesses({ parents }: Report): string {
  const said = words().message;
  if (!parents) return said.drawn;
  if (!parents.guessed_share) return said.given;
  return said.guessed(percent(parents.guessed_share));
}
