// The data: what is loaded, how far the model holds on it, what is unknown, who objected, and how to take it along.

import { Asked } from "../../parts/asked";
import { Panes } from "../../parts/frame";
import { useNetwork } from "../../parts/loaded";
import { Section } from "../../parts/section";
import { SessionNote } from "../../parts/session";
import { words } from "../../words";
import { Backtest } from "./backtest";
import { Download } from "./download";
import { Forecasts } from "./forecasts";
import { Loads } from "./loads";
import { Model, Objections, Sentence, TiesByKind, Unknown } from "./network";
import { Versions } from "./versions";
import "../../style/data.css";

export function Data({ query }: { query: URLSearchParams }) {
  const network = useNetwork();
  const said = words().data;
  return (
    <Panes
      question={<Download query={query} />}
      picture={
        <div class="data held">
          <Loads />
          {network.answer && <TiesByKind ties={network.answer.ties} />}
          {network.answer && <Backtest kept={network.answer.backtest} />}
          <Versions />
        </div>
      }
      answer={
        <div class="data">
          <Asked of={network}>
            {(told) => (
              <>
                <Sentence network={told} />
                <Unknown network={told} />
                <Model model={told.meta.model ?? null} />
                <Section title={said.objections}>
                  <Objections excluded={told.meta.excluded ?? 0} />
                </Section>
              </>
            )}
          </Asked>
          <Forecasts />
          <Section title={said.access}>
            <SessionNote />
          </Section>
        </div>
      }
    />
  );
}
