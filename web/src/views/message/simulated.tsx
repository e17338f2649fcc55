// A message that accounts start: what the model expects of many such, and one of them as an example.

import type { ComponentChildren } from "preact";
import { here } from "../../address";
import { interval, number, rounded } from "../../numbers";
import { Asked } from "../../parts/asked";
import { Community } from "../../parts/community";
import { Panes } from "../../parts/frame";
import { Interval } from "../../parts/interval";
import { useNames } from "../../parts/names";
import { Term } from "../../parts/term";
import { Warnings } from "../../parts/warnings";
import { bouncesTo, simulatedBounces } from "../../pictures/bounces";
import { communityColour } from "../../pictures/communities";
import { Ricochet } from "../../pictures/ricochet";
import { useAnswer } from "../../service/answer";
import { words } from "../../words";
import { drawn, type MessageAsked, type Report, type Simulation, simulated } from "./asked";
import { Carriers } from "./carriers";
import { SimulatedCharts } from "./charts";
import { Crossings } from "./crossings";
import { StartersMap } from "./map";
import { MessagePicture } from "./picture";

export function Simulated({ asked, question }: { asked: MessageAsked; question: ComponentChildren }) {
  const { seeds, topic } = asked;
  const what = JSON.stringify([seeds, topic]);
  const mean = useAnswer(`simulated ${what}`, (how) => simulated(seeds, topic, how));
  const one = useAnswer(asked.over ? `drawn ${what}` : null, (how) => drawn(seeds, topic, how));
  const name = useNames(seeds);
  const who = new Intl.ListFormat(document.documentElement.lang).format(seeds.map(name));
  return (
    <Panes
      question={question}
      picture={<Pictured mean={mean.answer} one={one.answer} asked={asked} who={who} />}
      answer={
        <Asked of={mean}>
          {(answer) => (
            <>
              <Sentence mean={answer} who={who} />
              <Reached mean={answer} />
              <Example asked={asked} />
              {asked.over && <Asked of={one}>{(report) => <ExampleTold report={report} />}</Asked>}
              <Behind meta={answer.meta} />
            </>
          )}
        </Asked>
      }
    />
  );
}

function Sentence({ mean, who }: { mean: Simulation; who: string }) {
  const { common, message: said } = words();
  const bounces = mostWithin(mean);
  return (
    <>
      <h1>{said.expected(<bdi>{who}</bdi>, rounded(mean.reach), said.bounces(bounces, number(bounces)))}</h1>
      <p class="doubt">
        {said.expectedRange(common.between(...interval(mean.reach)))} {said.expectedRelays(rounded(mean.spread))}
      </p>
    </>
  );
}

/** Return within how many bounces nine in ten of the people come. */
function mostWithin({ by_hop }: Simulation): number {
  return bouncesTo(0.9, simulatedBounces(by_hop, null));
}

const LISTED = 8;

function Reached({ mean }: { mean: Simulation }) {
  const said = words().message;
  const listed = (mean.by_community ?? []).slice(0, LISTED);
  const most = listed[0]?.people.high ?? 0;
  return (
    <section aria-label={said.reached}>
      <h2>{said.reached}</h2>
      <ol class="carriers">
        {listed.map(({ community, people }) => (
          <li key={community}>
            <div class="who">
              <Community community={community} />
            </div>
            <Interval estimate={people} most={most} colour={communityColour(community)} />
            <b>{rounded(people)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Example({ asked }: { asked: MessageAsked }) {
  const said = words().message;
  return (
    <p class="links">
      <a href={here({ over: !asked.over })}>{asked.over ? said.noExample : said.example}</a>
    </p>
  );
}

function ExampleTold({ report }: { report: Report }) {
  return (
    <>
      <p class="hint">{words().message.exampleHint}</p>
      <Carriers report={report} />
      <Crossings report={report} />
    </>
  );
}

function Behind({ meta: { model, warnings } }: Pick<Simulation, "meta">) {
  const { relays: said, models } = words();
  return (
    <details class="behind">
      <summary>{said.behind}</summary>
      {model && !model.learned && <p>{said.unlearned(<Term name={model.name} among={models} />)}</p>}
      <Warnings of={warnings} except={["unlearned"]} />
    </details>
  );
}

interface Pictured {
  mean: Simulation | undefined;
  one: Report | undefined;
  asked: MessageAsked;
  who: string;
}

function Pictured({ mean, one, asked, who }: Pictured) {
  const said = words().message;
  if (one) return <MessagePicture report={one} asked={asked} over={mean} />;
  if (!mean) return null;
  const name = asked.seeds.length === 1 ? who : said.together(number(asked.seeds.length));
  const first = { key: asked.seeds.join(" "), name };
  const bounces = simulatedBounces(mean.by_hop, first);
  const within = mostWithin(mean);
  return (
    <div class="message-picture">
      <StartersMap seeds={asked.seeds} />
      <div class="stone">
        <Ricochet
          title={said.expectedTitle(rounded(mean.reach), said.bounces(within, number(within)))}
          bounces={bounces}
          file="ricochet-simulated"
        />
      </div>
      <SimulatedCharts simulation={mean} name={`${asked.seeds} ${asked.topic}`} />
    </div>
  );
}
