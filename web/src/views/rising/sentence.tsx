// Who is rising, in a sentence: from how often to how often, how many times its share, and how much of that is chance.

import type { ComponentChildren } from "preact";
import { number } from "../../numbers";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { isNarrowed } from "../relays/asked";
import { AccountName, TopicName } from "../relays/sentence";
import { expectedFalse, growthTold, isBeyondChance, type RisingItem } from "./told";

interface Sentence {
  rising: Schemas["Rising"];
  query: URLSearchParams;
}

interface Said {
  headline: ComponentChildren;
  doubt: ComponentChildren;
}

export function RisingSentence(asked: Sentence) {
  const { headline, doubt } = told(asked);
  return (
    <>
      <h1 class="headline" aria-live="polite">
        {headline}
      </h1>
      <p class="doubt">{doubt}</p>
    </>
  );
}

function told({ rising, query }: Sentence): Said {
  const said = words().rising;
  const { items, compared, beyond_chance, expected_false, days } = rising;
  const [first] = items;
  const topic = rising.meta.topic ? <TopicName of={rising.meta.topic} /> : null;
  const all = said.compared(number(compared));
  if (!first) {
    return { headline: said.nobody(topic), doubt: isNarrowed(query) ? words().relays.nobodyRemedy : all };
  }
  if (first.rank > 1) {
    const last = first.rank + items.length - 1;
    return { headline: said.places(number(first.rank), number(last), topic), doubt: null };
  }
  const sure = items.find(isBeyondChance);
  const best = sure ?? first;
  const [who, by, growth] = [<AccountName key={0} of={best} />, changed(best, days), growthTold(best.growth)];
  if (sure) {
    const doubt = said.beyond(beyond_chance, number(beyond_chance), number(compared), expectedFalse(expected_false));
    return { headline: said.fastest(who, topic, by, growth), doubt };
  }
  if (best.growth.low < 1) return { headline: said.nobodySure(topic, false), doubt: said.perhapsNone(who, by) };
  const nearest = said.nearest(who, by, growth);
  const others = beyond_chance > 0 ? said.others(number(beyond_chance)) : said.chance(number(compared));
  return { headline: said.nobodySure(topic, beyond_chance > 0), doubt: [nearest, " ", others] };
}

/** Return from how often to how often an account was passed on. */
function changed({ now, before }: RisingItem, days: number): string {
  const said = words().rising;
  const length = number(days);
  return said.changed(
    said.times(now.actions, number(now.actions)),
    said.times(before.actions, number(before.actions)),
    length,
  );
}
