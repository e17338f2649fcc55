// The hook by which a view asks: the last answer stays until the next one is there.

import { useEffect, useRef, useState } from "preact/hooks";
import { type Asking, type Job, type Problem, RefusedError, UNREACHABLE } from "./client";
import { whenWell } from "./standing";

export interface Answered<Answer> {
  /** The last answer; of an earlier question while `pending`, undefined before the first. */
  answer: Answer | undefined;
  pending: boolean;
  /** How far it is, where the service made a job of it. */
  job: Job | undefined;
  problem: Problem | undefined;
  /** Whether the reader cancelled it. */
  cancelled: boolean;
  cancel: () => void;
  retry: () => void;
}

const AGAIN_S = 1; // and then not before the service answers, to this reader
const LONGEST_WAIT_S = 3600; // beyond that nobody sits and waits: the page says when to come again

/**
 * Ask a question, and ask again when it changes, when the service is back, and when it said to come again.
 * Nothing is asked while it is known not to answer.
 *
 * @param question What is asked, as a text that is the same for the same question; null asks nothing.
 * @param asking Asks it.
 */
export function useAnswer<Answer>(question: string | null, asking: (how: Asking) => Promise<Answer>): Answered<Answer> {
  const [state, setState] = useState<Omit<Answered<Answer>, "cancel" | "retry">>(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const stop = useRef<() => void>(() => {});
  const again = () => setAttempt((count) => count + 1);

  useEffect(() => {
    if (question === null) {
      setState(NOTHING);
      return;
    }
    const control = new AbortController();
    let forget = () => {};
    stop.current = () => {
      control.abort();
      forget();
      setState((last) => ({ ...last, pending: false, job: undefined, cancelled: true }));
    };
    setState((last) => ({ ...last, pending: true, job: undefined, cancelled: false }));
    const follow = (job: Job) => setState((last) => ({ ...last, job }));
    whenWell(control.signal)
      .then(() => asking({ signal: control.signal, follow }))
      .then((answer) => {
        if (!control.signal.aborted) setState({ ...NOTHING, answer });
      })
      .catch((reason: unknown) => {
        if (control.signal.aborted) return;
        const problem = problemOf(reason);
        setState((last) => ({ ...NOTHING, answer: passes(problem) ? last.answer : undefined, problem }));
        forget = whenItPasses(problem, again);
      });
    return () => {
      control.abort();
      forget();
    };
  }, [question, attempt]);

  return { ...state, cancel: () => stop.current(), retry: again };
}

const NOTHING = { answer: undefined, pending: false, job: undefined, problem: undefined, cancelled: false };

/** Tell whether a problem is one of the moment: the same question may be answered later, and was before. */
export function passes({ type, status }: Problem): boolean {
  return type === UNREACHABLE || status === 0 || status === 401 || status === 429 || status >= 500;
}

/** Ask again in a while, if that may help; call what is returned to let it be. */
function whenItPasses({ type, status, wait }: Problem, again: () => void): () => void {
  const seconds = type === UNREACHABLE || status === 401 ? AGAIN_S : wait;
  if (seconds === undefined || seconds > LONGEST_WAIT_S) return () => {};
  const timer = setTimeout(again, 1000 * seconds);
  return () => clearTimeout(timer);
}

function problemOf(reason: unknown): Problem {
  if (reason instanceof RefusedError) return reason.problem;
  return { type: "about:blank", title: "Error", status: 0, detail: String(reason) };
}
