// How far a relay carries: more people at each bounce, with their intervals on one scale.

import { interval, number, rounded, times } from "../../numbers";
import { Interval } from "../../parts/interval";
import { communityColour } from "../../pictures/communities";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { per } from "./sentence";
import { type Relay, type Scale, scaleOf } from "./told";

const FLAT = 0.01; // of all that it carries: bounces below are not worth a line
const SHOWN = 8;

export function ByHop({ relay }: { relay: Relay }) {
  const said = words().relays;
  const least = FLAT * relay.carried.people.value;
  const hops = (relay.by_hop ?? []).filter(({ people }) => people.value > least);
  if (hops.length === 0) return null;
  const scale = scaleOf(hops.map(({ people }) => people));
  const drawn = { scale, colour: communityColour(relay.account.community) };
  return (
    <>
      <h3>{said.byHop}</h3>
      <small>{said.byHopAbout(per(scale))}</small>
      <Hops hops={hops.slice(0, SHOWN)} {...drawn} />
      {hops.length > SHOWN && (
        <details>
          <summary>{said.moreBounces(number(hops.length - SHOWN))}</summary>
          <Hops hops={hops.slice(SHOWN)} {...drawn} />
        </details>
      )}
    </>
  );
}

interface Hops {
  hops: readonly Schemas["CarriedHop"][];
  scale: Scale;
  colour: string;
}

function Hops({ hops, scale, colour }: Hops) {
  const said = words().relays;
  return (
    <table class="by-hop" aria-label={said.byHop}>
      <tbody>
        {hops.map(({ hop, people }) => {
          const told = times(people, scale.messages);
          return (
            <tr key={hop}>
              <th scope="row">{said.bounce(String(hop))}</th>
              <td class="drawn">
                <Interval estimate={told} most={scale.most} colour={colour} />
              </td>
              <td>{rounded(told)}</td>
              <td>
                <small>{interval(told).join(" – ")}</small>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
