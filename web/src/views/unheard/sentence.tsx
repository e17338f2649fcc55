// How many have heard nothing, in a sentence that is there at once; through whom they could, when that is known.

import type { ComponentChildren } from "preact";
import { interval, number, rounded } from "../../numbers";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { TopicName } from "../relays/sentence";

type Told = Schemas["Unheard"];

interface Sentence {
  people: Told;
  through: Told | undefined;
}

export function UnheardSentence({ people, through }: Sentence) {
  return (
    <>
      <h1 class="headline" aria-live="polite">
        {headline(people, through)}
      </h1>
      <p class="doubt">{doubts(people, through).join(" ")}</p>
    </>
  );
}

function headline({ counts, days, meta }: Told, through: Told | undefined): ComponentChildren {
  const said = words().unheard;
  const topic = meta.topic ? <TopicName of={meta.topic} /> : null;
  const length = number(days);
  if (counts.targets === 0) return said.noTargets;
  if (counts.unheard === 0) return counts.heard === 0 ? said.nothingKnown : said.everybody(topic, length);
  const silent = said.silent(counts.unheard, number(counts.unheard), number(counts.targets), topic, length);
  if (!through?.reached) return [silent, "."];
  const { reached } = through;
  const accounts = words().plan.accounts(number(through.through.length));
  return [silent, reached.high < 1 ? said.outOfReach(accounts) : said.could(rounded(reached), accounts)];
}

/** Return how sure that is: the interval of those who could, and of how many it cannot be told. */
function doubts({ counts }: Told, through: Told | undefined): string[] {
  const said = words().unheard;
  const reached = through?.reached;
  return [
    ...(reached && reached.high >= 1 ? [said.range(...interval(reached))] : []),
    counts.unknown > 0 ? said.unknown(number(counts.unknown)) : said.known,
  ];
}
