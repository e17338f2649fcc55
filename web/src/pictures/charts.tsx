// A chart with the sentence that it proves above it and its numbers as a table below.

import { useEffect } from "preact/hooks";
import { language, words } from "../words";
import { useWidth } from "./width";
import "../style/charts.css";

type Plots = typeof import("./plots");

interface Charted {
  /** The finding, in a sentence. */
  title: string;
  note?: string;
  /** What is drawn, as a text: it is drawn anew when that changes. */
  of: string;
  draw: (plots: Plots, width: number) => Element;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}

export function Chart({ title, note, of, draw, heads, rows }: Charted) {
  const [place, width] = useWidth();
  useEffect(() => {
    if (width === 0) return;
    let wanted = true;
    import("./plots").then((plots) => {
      if (wanted) place.current?.replaceChildren(draw(plots, width));
    });
    return () => {
      wanted = false;
    };
  }, [of, width, language()]);
  return (
    <figure class="chart" aria-label={title}>
      <figcaption>
        <h3>{title}</h3>
        {note && <p>{note}</p>}
      </figcaption>
      <div ref={place} class="plotted" role="img" aria-label={title} />
      <details>
        <summary>{words().common.table}</summary>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head}>{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join()}>
                {row.map((cell, place) => (
                  <td key={place}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
