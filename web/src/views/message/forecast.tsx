// What would have been forecast of a message after its first hours, with its interval, beside what came of it.

import { useState } from "preact/hooks";
import { chance, number, span } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Asked } from "../../parts/asked";
import { Interval, told } from "../../parts/interval";
import { SelectField } from "../../parts/select-field";
import { useAnswer } from "../../service/answer";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { forecast, type Report } from "./asked";

type Forecasting = Schemas["CascadeForecast"];

const MINUTES = [15, 60, 360, 1440, 4320];

export function Forecast({ message, report }: { message: string; report: Report }) {
  const said = words().message;
  const [minutes, setMinutes] = useState<number | null>(null);
  const found = useAnswer(minutes === null ? null : `forecast ${message} ${minutes}`, (how) =>
    forecast(message, minutes ?? 0, how),
  );
  const options = MINUTES.map((value) => ({ value: String(value), label: span(value * 60) }));
  return (
    <section aria-label={said.forecast} class="forecast">
      <h2>{said.forecast}</h2>
      <SelectField
        label={said.seen}
        value={minutes === null ? "" : String(minutes)}
        options={[{ value: "", label: said.choose }, ...options]}
        choose={(value) => setMinutes(value === "" ? null : Number(value))}
      />
      <Asked of={found}>{(answer) => <Forecasted answer={answer} people={report.people} />}</Asked>
    </section>
  );
}

function Forecasted({ answer, people }: { answer: Forecasting; people: number }) {
  const said = words().message;
  const { low, high, quantiles } = answer;
  const middle = quantiles.find(({ level }) => level === 0.5)?.people ?? low;
  const came = people > high ? "above" : people < low ? "below" : "within";
  return (
    <>
      <Interval estimate={{ value: middle, low, high }} most={Math.max(high, people)} />
      <p>
        {said.forecasted(
          number(Math.round(low)),
          number(Math.round(high)),
          said.people(answer.people, number(answer.people)),
        )}
      </p>
      <p>{said.came[came](said.people(people, number(people)))}</p>
      <p class="hint">{said.learned(number(answer.n))}</p>
      <NextRelays answer={answer} />
    </>
  );
}

function NextRelays({ answer: { next_relays, tried } }: { answer: Forecasting }) {
  const { common, message: said } = words();
  if (next_relays.length === 0) return null;
  return (
    <>
      <h3>{said.next}</h3>
      <ul class="crossings">
        {next_relays.map(({ account, passes_on, below }) => (
          <li key={account.key}>
            <b>
              <bdi>{nameOf(account)}</bdi>
            </b>
            <span>{chance(passes_on, common.oneIn)}</span>
            <small>{said.thenPeople(told(below))}</small>
          </li>
        ))}
      </ul>
      {tried && <p class="hint">{said.tried(number(tried.listed), number(tried.passed_on))}</p>}
    </>
  );
}
