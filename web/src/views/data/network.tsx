// What the network is: how much of it, from when to when, what is unknown, and how influence is taken to pass.

import { day, moment, number, percent } from "../../numbers";
import type { Network } from "../../parts/loaded";
import { Section } from "../../parts/section";
import { Term } from "../../parts/term";
import type { Schemas } from "../../service/client";
import { words } from "../../words";

export function Sentence({ network }: { network: Network }) {
  const said = words().data;
  const { accounts, ties, first_at, last_at } = network;
  const all = Object.values(ties).reduce((sum, count) => sum + count, 0);
  const span = first_at && last_at ? said.spanFrom(day(first_at), day(last_at)) : said.spanNone;
  return (
    <>
      <h1>{said.sentence(number(accounts), number(all), span)}</h1>
      <p class="doubt">{said.pairs(number(network.connected), number(network.edges), number(network.topics))}</p>
      <p>
        {words().common.named(said.platforms)}{" "}
        {network.platforms.length === 0
          ? words().common.unknown
          : network.platforms.map((platform, place) => [place > 0 && ", ", <bdi key={platform}>{platform}</bdi>])}
      </p>
      {network.meta.as_of && <p>{said.answers(moment(network.meta.as_of))}</p>}
    </>
  );
}

export function TiesByKind({ ties }: { ties: Network["ties"] }) {
  const said = words().data;
  const counts = Object.entries(ties).sort(([, one], [, other]) => other - one);
  const most = counts[0]?.[1] ?? 1;
  if (counts.length === 0) return null;
  return (
    <Section title={said.ties}>
      <p class="about">{said.tiesHeld}</p>
      <dl class="bars">
        {counts.map(([kind, count]) => (
          <div key={kind}>
            <dt>{said.kinds[kind] ?? kind}</dt>
            <dd>
              <i aria-hidden="true" style={{ width: `${(100 * count) / most}%` }} />
              <span>{number(count)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

const ASKED = ["followers", "language", "price", "name"] as const;

export function Unknown({ network }: { network: Network }) {
  const said = words().data;
  const told = (count: number) =>
    count === 0 ? said.unknownNever : said.unknownFor(number(count), percent(count / Math.max(1, network.accounts)));
  return (
    <Section title={said.unknown}>
      <dl class="facts">
        {ASKED.map((name) => (
          <div key={name}>
            <dt>{said.about[name]}</dt>
            <dd>{told(network.unknown[name])}</dd>
          </div>
        ))}
        <div>
          <dt>{said.about.times}</dt>
          <dd>{network.first_at ? said.timesKnown : said.timesUnknown}</dd>
        </div>
      </dl>
      <p class="about">{said.unknownNote}</p>
    </Section>
  );
}

export function Model({ model }: { model: Schemas["Model"] | null }) {
  const { data: said, rankings, models } = words();
  if (!model) return null;
  return (
    <Section title={said.model}>
      <p>{said.modelIs(<Term name={model.name} among={models} />)}</p>
      <p>{model.learned ? said.learned : said.counted}</p>
      {model.ranker && <p>{said.served(<Term name={model.ranker} among={rankings} />)}</p>}
      {model.learned && !model.tested_on_this_data && <p>{said.untested}</p>}
    </Section>
  );
}

export function Objections({ excluded }: { excluded: number }) {
  const said = words().data;
  return <p>{excluded === 0 ? said.excludedNone : said.excluded(number(excluded))}</p>;
}
