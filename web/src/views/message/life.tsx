// How a message lived, in plain words: its half-life, from hand to hand or from one to many, lit again after a lull.

import { moment, number, percent, span } from "../../numbers";
import { nameOf } from "../../parts/account";
import { words } from "../../words";
import type { Report } from "./asked";
import { shapeOf } from "./told";

export function Life({ report }: { report: Report }) {
  const said = words().message;
  const { life, structural_virality: virality, beyond_first_hop: beyond } = report;
  const shape = shapeOf(virality);
  return (
    <section aria-label={said.life} class="life">
      <h2>{said.life}</h2>
      {life && <p>{said.halfLife(span(life.half_life_seconds), span(life.last_alive_seconds))}</p>}
      {shape && virality !== null && <p>{said.shape[shape](number(Math.round(virality * 10) / 10))}</p>}
      {beyond !== null && <p>{said.beyond(percent(beyond))}</p>}
      {life && report.reignitions.length === 0 && <p>{said.noReignition(span(life.lull_seconds))}</p>}
      {report.reignitions.map((fire) => (
        <p key={fire.started_at}>
          {said.reignited(
            moment(fire.started_at),
            span(fire.lull_seconds),
            said.people(fire.people, number(fire.people)),
          )}
          {fire.igniter && said.ignited(<bdi>{nameOf(fire.igniter)}</bdi>, number(fire.carried))}.
        </p>
      ))}
    </section>
  );
}
