// What stands where an answer is awaited: how far it is, how to cancel it, or what failed and what to do.

import type { ComponentChildren } from "preact";
import { percent } from "../numbers";
import type { Answered } from "../service/answer";
import { words } from "../words";
import { ProblemNote } from "./problem";

interface Shown<Answer> {
  of: Answered<Answer>;
  children: (answer: Answer) => ComponentChildren;
}

/** Show an answer; above it what failed, or how far the next one is where that takes long. */
export function Asked<Answer>({ of, children }: Shown<Answer>) {
  return (
    <div class="asked" aria-busy={of.pending}>
      <AskedNotes of={of} />
      {of.answer !== undefined && children(of.answer)}
    </div>
  );
}

/** Say what failed, or how far an answer is where that takes long. */
export function AskedNotes({ of }: { of: Answered<unknown> }) {
  return (
    <>
      {of.problem && <ProblemNote problem={of.problem} retry={of.retry} />}
      {of.pending && (of.job || of.answer === undefined) && <Progress of={of} />}
      {of.cancelled && <Cancelled retry={of.retry} />}
    </>
  );
}

function Progress({ of: { job, cancel } }: { of: Answered<unknown> }) {
  const said = words().common;
  const share = job?.progress ?? null;
  return (
    <div class="progress">
      <span role="status">
        {job?.doing ? said.doing(job.doing, share === null ? "…" : percent(share)) : said.loading}
      </span>
      {job && <progress value={share ?? undefined} max={1} aria-label={said.loading} />}
      {job && (
        <button type="button" onClick={cancel}>
          {said.cancel}
        </button>
      )}
    </div>
  );
}

function Cancelled({ retry }: { retry: () => void }) {
  const said = words();
  return (
    <div class="progress">
      <span role="status">{said.problems.cancelled}</span>
      <button type="button" onClick={retry}>
        {said.common.retry}
      </button>
    </div>
  );
}
