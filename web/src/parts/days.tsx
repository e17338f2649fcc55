// The last days of the records: how many are asked about, and what is said where there are not so many.

import { ask, here } from "../address";
import { number } from "../numbers";
import type { Problem } from "../service/client";
import { words } from "../words";
import { NumberField } from "./number-field";

const USUAL = 30;

/** Return how many days a question is about; what is no number is left to the service to refuse. */
export function daysAsked(query: URLSearchParams): number {
  return Number(query.get("days") ?? USUAL);
}

export function DaysField({ label, query }: { label: string; query: URLSearchParams }) {
  return (
    <NumberField
      label={label}
      min={1}
      step="any"
      value={query.get("days") ?? String(USUAL)}
      choose={(days) => ask({ days: days === String(USUAL) ? null : days, cursor: null, place: null })}
    />
  );
}

/** What the records lack for a question about their last days. */
export type Lacking = { what: "times" } | { what: "days"; most: number };

/** Return what the records lack, where that is the problem; null where it is another one. */
export function lacking(problem: Problem | undefined): Lacking | null {
  if (problem?.name === "store") return { what: "times" };
  const most = problem?.name === "days" ? /^at most ([\d.e+-]+): /.exec(problem.requirement ?? "")?.[1] : undefined;
  return most === undefined ? null : { what: "days", most: wholeDays(Number(most)) };
}

/** Return so many days or a little fewer, as people ask for them: whole ones, or a tenth of one where there is less. */
function wholeDays(most: number): number {
  const step = most >= 1 ? 1 : 10;
  return Math.floor(most * step) / step;
}

export function LackingNote({ of, days }: { of: Lacking; days: number }) {
  const said = words().days;
  return (
    <div class="problem" role="alert">
      <h1>{of.what === "times" ? said.noTimes : said.tooShort(number(days))}</h1>
      {of.what === "times" ? (
        <>
          <p>{said.noTimesRemedy}</p>
          <pre class="command">
            <code>ricochet load messages.csv reposts.csv --platform twitter</code>
          </pre>
        </>
      ) : (
        of.most > 0 && (
          <p>
            <a href={here({ days: of.most, cursor: null })}>{said.would(number(of.most))}</a>
          </p>
        )
      )}
    </div>
  );
}
