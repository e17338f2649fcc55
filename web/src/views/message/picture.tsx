// The picture of one message: its way over the map, the stone that skips, and its charts, all at the same moment.

import { ask } from "../../address";
import { number } from "../../numbers";
import type { Pace } from "../../pictures/arcs";
import { drawnBounces, recordedBounces, simulatedBounces } from "../../pictures/bounces";
import { useReplay } from "../../pictures/replay";
import { Ricochet } from "../../pictures/ricochet";
import { words } from "../../words";
import type { MessageAsked, Report, Simulation } from "./asked";
import { RecordedCharts } from "./charts";
import { MessageMap } from "./map";

interface Pictured {
  report: Report;
  asked: MessageAsked;
  /** What the model says of the same starter, laid over it. */
  over: Simulation | undefined;
  /** Says what it is a picture of, from how many bounces and people there are. */
  title?: (bounces: string, people: string) => string;
}

export function MessagePicture({ report, asked, over, title = words().message.title }: Pictured) {
  const said = words().message;
  const name = report.cascade ?? `${asked.seeds} ${asked.topic}`;
  const bounces = recordedBounces(report);
  const drawn = drawnBounces(bounces);
  const replay = useReplay(drawn.length, name, true);
  const timed = bounces.some(({ at }) => at !== undefined);
  const pace = timed ? asked.pace : "hop";
  return (
    <div class="message-picture">
      {report.replay && <MessageMap replay={report.replay} bounces={drawn} position={replay.position} pace={pace} />}
      <div class="stone">
        {timed && <PaceChoice pace={pace} />}
        <Ricochet
          title={title(
            said.bounces(report.depth, number(report.depth)),
            said.people(report.people, number(report.people)),
          )}
          bounces={bounces}
          over={over && { bounces: passedOn(over), names: [said.thisMessage, said.mean] }}
          replay={replay}
          pace={pace}
          file={`ricochet-${name.replace(/[^\w-]+/g, "-")}`}
        />
      </div>
      <RecordedCharts report={report} name={name} />
    </div>
  );
}

/** Return the bounces of a simulation in people who pass it on, which is what a record counts. */
function passedOn({ by_hop }: Simulation) {
  return simulatedBounces(
    by_hop.map(({ hop, relays }) => ({ hop, people: relays })),
    null,
  );
}

function PaceChoice({ pace }: { pace: Pace }) {
  const said = words().message;
  return (
    <fieldset class="pace">
      <legend class="unseen">{said.pace}</legend>
      {(["hop", "time"] as const).map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="pace"
            checked={each === pace}
            onChange={() => ask({ pace: each === "hop" ? null : each }, { replace: true })}
          />
          {said.paces[each]}
        </label>
      ))}
    </fieldset>
  );
}
