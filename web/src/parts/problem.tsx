// What failed, in the reader's words, and what to do: a link for each thing that may have been meant.

import type { ComponentChildren } from "preact";
import { moment, number } from "../numbers";
import { passes } from "../service/answer";
import { type Problem, UNREACHABLE } from "../service/client";
import { words } from "../words";
import { meant, replaced, rightMissing, slug } from "./meant";

interface Noted {
  problem: Problem;
  /** Asks again; left out where a form does. */
  retry?: () => void;
}

export function ProblemNote({ problem, retry }: Noted) {
  const said = words();
  if (problem.type === UNREACHABLE) return <p class="doubt">{said.problems.unreachable}.</p>; // what to do is said below
  const known = Object.entries(said.problems.kinds).find(([kind]) => kind === slug(problem))?.[1];
  const query = new URLSearchParams(location.search);
  const wrong = meant(query, problem);
  return (
    <div class="problem" role="alert">
      <h2>
        {known?.title ?? <span lang="en">{problem.title}</span>}
        {wrong !== null && (
          <>
            : <bdi>{wrong}</bdi>
          </>
        )}
      </h2>
      <p lang={known ? undefined : "en"}>{known ? withCode(known.remedy) : problem.detail}</p>
      <Missing right={rightMissing(problem)} />
      <Instead query={query} wrong={wrong} others={problem.matches ?? problem.nearest ?? []} />
      {(problem.errors ?? []).map(({ name, reason }) => (
        <p key={name}>
          <code>{name}</code>: <span lang="en">{reason}</span>
        </p>
      ))}
      <Again wait={problem.wait} retry={passes(problem) ? retry : undefined} />
      {known && problem.detail && (
        <details>
          <summary>{said.problems.inItsWords}</summary>
          <p lang="en">{problem.detail}</p>
        </details>
      )}
    </div>
  );
}

/** Return a text in which commands stand between grave accents. */
function withCode(text: string): ComponentChildren {
  return text.split("`").map((part, place) => (place % 2 === 1 ? <code key={part}>{part}</code> : part));
}

function Missing({ right }: { right: string | null }) {
  const { problems, session } = words();
  return right === null ? null : <p>{problems.missing(right, session.may[right] ?? right)}</p>;
}

function Instead({ query, wrong, others }: { query: URLSearchParams; wrong: string | null; others: string[] }) {
  if (others.length === 0) return null;
  return (
    <>
      <p>{words().problems.didYouMean}</p>
      <ul class="chips">
        {others.map((other) => (
          <li key={other} class="chip">
            {wrong === null ? <bdi>{other}</bdi> : <Other name={other} query={replaced(query, wrong, other)} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Other({ name, query }: { name: string; query: URLSearchParams }) {
  return (
    <a href={`${location.pathname}?${query}`}>
      <bdi>{name}</bdi>
    </a>
  );
}

const SOON_S = 120;

function Again({ wait, retry }: { wait: number | undefined; retry: (() => void) | undefined }) {
  const said = words();
  if (retry && wait !== undefined && wait <= SOON_S) return <p>{said.problems.againIn(number(wait))}</p>;
  return (
    <>
      {wait !== undefined && <p>{said.problems.againAt(moment(new Date(Date.now() + 1000 * wait).toISOString()))}</p>}
      {retry && (
        <button type="button" onClick={retry}>
          {said.common.retry}
        </button>
      )}
    </>
  );
}
