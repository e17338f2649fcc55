// What stands where an answer is awaited: how far it is, how to cancel it, or what failed and what to do.

import type { ComponentChildren } from "preact";
import { percent } from "../numbers";
import type { Answered } from "../service/answer";
import { type Problem, UNREACHABLE } from "../service/client";
import { words } from "../words";

interface Shown<Answer> {
  of: Answered<Answer>;
  children: (answer: Answer) => ComponentChildren;
}

/** Show an answer, and above it how far the next one is. */
export function Asked<Answer>({ of, children }: Shown<Answer>) {
  return (
    <div aria-busy={of.pending}>
      {of.problem && <ProblemNote problem={of.problem} retry={of.retry} />}
      {of.pending && <Progress of={of} />}
      {of.answer !== undefined && children(of.answer)}
    </div>
  );
}

function Progress({ of: { job, cancel } }: { of: Answered<unknown> }) {
  const said = words().common;
  const share = job?.progress ?? null;
  return (
    <div class="progress" role="status">
      <span>{job?.doing ? said.doing(job.doing, share === null ? "…" : percent(share)) : said.loading}</span>
      {job && <progress value={share ?? undefined} max={1} aria-label={said.loading} />}
      {job && (
        <button type="button" onClick={cancel}>
          {said.cancel}
        </button>
      )}
    </div>
  );
}

export function ProblemNote({ problem, retry }: { problem: Problem; retry: () => void }) {
  const said = words();
  const unreachable = problem.type === UNREACHABLE;
  return (
    <div class="problem" role="alert">
      <h2>{unreachable ? said.problems.unreachable : problem.title}</h2>
      <p>{unreachable ? said.problems.unreachableRemedy : problem.detail}</p>
      {!unreachable && (
        <button type="button" onClick={retry}>
          {said.common.retry}
        </button>
      )}
    </div>
  );
}
