// Which ranking predicts on these data, and whether the probabilities hold.

import { number, percent } from "../../numbers";
import { Asked } from "../../parts/asked";
import { Interval } from "../../parts/interval";
import { Section } from "../../parts/section";
import { Table } from "../../parts/table";
import { Term } from "../../parts/term";
import { Chart } from "../../pictures/charts";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { percents } from "./told";

type Tested = Schemas["Backtest"];

/** Show the back-test of all messages; whether one is kept is known before it is asked for. */
export function Backtest({ kept }: { kept: boolean }) {
  const said = words().data;
  const backtest = useAnswer<Tested>(kept ? "backtest" : null, (how) =>
    answerOf(service.GET("/v1/backtest", { signal: how.signal }), how),
  );
  return (
    <Section title={said.backtest}>
      {kept ? <Asked of={backtest}>{(told) => <Found tested={told} />}</Asked> : <NoBacktest />}
    </Section>
  );
}

function NoBacktest() {
  return (
    <>
      <p>{words().data.backtestNone}</p>
      <pre class="command">
        <code>ricochet backtest --html backtest.html</code>
      </pre>
    </>
  );
}

function Found({ tested }: { tested: Tested }) {
  const { data: said, rankings } = words();
  const { served, rankers } = tested;
  const figures = rankers.find(({ ranker }) => ranker === served.ranker);
  const shown = rankers.filter(
    ({ ranker }, place) => place < FEW || ranker === served.ranker || PLAIN.includes(ranker),
  );
  return (
    <>
      <p>
        {said.served(<Term name={served.ranker} among={rankings} />)}{" "}
        {figures && said.finding(percent(figures.mean.value), percents(figures.mean))}{" "}
        {served.against_history && said.ahead(percent(served.against_history.value), percents(served.against_history))}
      </p>
      <p class="about">{said.backtestOn(number(tested.messages), number(tested.windows.length))}</p>
      <Rankers rankers={shown} served={served.ranker} />
      {shown.length < rankers.length && (
        <details>
          <summary>{said.rankersAll(number(rankers.length))}</summary>
          <p lang="en">{served.reason}</p>
          <Rankers rankers={rankers} served={served.ranker} />
        </details>
      )}
      {tested.reliability.map((reliability) => (
        <Calibration key={reliability.of} of={reliability} />
      ))}
    </>
  );
}

const FEW = 3;
const PLAIN = ["history", "followers", "random"]; // what everybody would try first, and chance

function Rankers({ rankers, served }: { rankers: Tested["rankers"]; served: string }) {
  const { data: said, rankings } = words();
  return (
    <Table label={said.backtest} heads={[said.ranker, said.captured, words().charts.interval]}>
      {rankers.map(({ ranker, meaning, mean }) => (
        <tr key={ranker} class={ranker === served ? "served" : undefined}>
          <th scope="row">
            <Term name={ranker} among={rankings} />
            {ranker === served && <small>{said.servedNow}</small>}
            <small lang="en">{meaning}</small>
          </th>
          <td class="count">
            {percent(mean.value)} <small>{percents(mean)}</small>
          </td>
          <td class="drawn">
            <Interval estimate={mean} most={1} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Calibration({ of }: { of: Schemas["Reliability"] }) {
  const said = words().data;
  return (
    <Chart
      title={said.calibration}
      note={`${said.calibrationChart}. ${said.cases(number(of.n))}: ${of.of}.`}
      of={JSON.stringify(of)}
      draw={(plots, width) => plots.reliability(of.bins, width)}
      heads={[said.forecast, said.came]}
      rows={of.bins.map(({ predicted, observed }) => [
        percent(predicted),
        `${percent(observed.value)} (${percents(observed)})`,
      ])}
    />
  );
}
