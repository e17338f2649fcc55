// Forecasts that were frozen, and how good they were.

import { moment, number, percent, toUnit, unit } from "../../numbers";
import { Asked } from "../../parts/asked";
import { Interval } from "../../parts/interval";
import { Section } from "../../parts/section";
import { Table } from "../../parts/table";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { percents } from "./told";

type Frozen = Schemas["FrozenForecasts"];

export function Forecasts() {
  const said = words().data;
  const forecasts = useAnswer<Frozen>("forecasts", (how) =>
    answerOf(service.GET("/v1/forecasts", { signal: how.signal }), how),
  );
  return (
    <Section title={said.forecasts}>
      <Asked of={forecasts}>{(told) => (told.items.length === 0 ? <NoForecast /> : <Scored told={told} />)}</Asked>
    </Section>
  );
}

function NoForecast() {
  return (
    <>
      <p>{words().data.forecastsNone}</p>
      <pre class="command">
        <code>ricochet forecast freeze spring-launch --seeds @ada,@ben</code>
      </pre>
    </>
  );
}

function Scored({ told: { items, calibration } }: { told: Frozen }) {
  const said = words().data;
  const { within, promised, scored, unscored } = calibration;
  return (
    <>
      <p>{said.forecastsScored(number(scored), number(scored + unscored))}</p>
      {within && (
        <>
          <p>
            {said.forecastsWithin(
              percent(within.value),
              promised === null ? words().common.unknown : percent(promised),
            )}{" "}
            <small>{percents(within)}</small>
          </p>
          <Interval estimate={within} most={1} />
        </>
      )}
      <Table label={said.forecasts} heads={[said.forecastName, said.forecast, said.came]}>
        {items.flatMap((frozen) =>
          frozen.items.map((item, place) => <Row key={`${frozen.name} ${place}`} frozen={frozen} item={item} />),
        )}
      </Table>
    </>
  );
}

function Row({ frozen, item }: { frozen: Schemas["FrozenForecast"]; item: Schemas["FrozenItem"] }) {
  const said = words();
  const step = unit(item);
  return (
    <tr>
      <th scope="row">
        <bdi>{frozen.name}</bdi>
        <small>
          {moment(frozen.frozen_at)} · <bdi>{item.about.join(", ")}</bdi>
        </small>
      </th>
      <td class="count">
        {toUnit(item.forecast, step)}{" "}
        <small>{said.common.between(toUnit(item.low, step), toUnit(item.high, step))}</small>
      </td>
      <td class="count">
        {item.real === null ? <span class="unknown">{said.common.unknown}</span> : number(Math.round(item.real))}{" "}
        {item.within !== null && <small>{item.within ? said.data.within : said.data.outside}</small>}
      </td>
    </tr>
  );
}
