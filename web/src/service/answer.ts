// The hook by which a view asks: the last answer stays until the next one is there.

import { useEffect, useRef, useState } from "preact/hooks";
import { type Asking, type Job, type Problem, RefusedError, UNREACHABLE } from "./client";

export interface Answered<Answer> {
  /** The last answer; of an earlier question while `pending`, undefined before the first. */
  answer: Answer | undefined;
  pending: boolean;
  /** How far it is, where the service made a job of it. */
  job: Job | undefined;
  problem: Problem | undefined;
  cancel: () => void;
  retry: () => void;
}

const AGAIN_MS = 2000;

/**
 * Ask a question, and ask again when it changes.
 *
 * @param question What is asked, as a text that is the same for the same question; null asks nothing.
 * @param asking Asks it.
 */
export function useAnswer<Answer>(question: string | null, asking: (how: Asking) => Promise<Answer>): Answered<Answer> {
  const [state, setState] = useState<Omit<Answered<Answer>, "cancel" | "retry">>(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const stop = useRef<() => void>(() => {});

  useEffect(() => {
    if (question === null) {
      setState(NOTHING);
      return;
    }
    const control = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    stop.current = () => {
      control.abort();
      setState((last) => ({ ...last, pending: false, job: undefined }));
    };
    setState((last) => ({ ...last, pending: true, job: undefined }));
    const follow = (job: Job) => setState((last) => ({ ...last, job }));
    asking({ signal: control.signal, follow })
      .then((answer) => {
        if (!control.signal.aborted) setState({ ...NOTHING, answer });
      })
      .catch((reason: unknown) => {
        if (control.signal.aborted) return;
        const problem = problemOf(reason);
        setState((last) => ({ ...NOTHING, answer: problem.type === UNREACHABLE ? last.answer : undefined, problem }));
        if (problem.type === UNREACHABLE) again = setTimeout(() => setAttempt((count) => count + 1), AGAIN_MS);
      });
    return () => {
      clearTimeout(again);
      control.abort();
    };
  }, [question, attempt]);

  return { ...state, cancel: () => stop.current(), retry: () => setAttempt((count) => count + 1) };
}

const NOTHING = { answer: undefined, pending: false, job: undefined, problem: undefined };

function problemOf(reason: unknown): Problem {
  if (reason instanceof RefusedError) return reason.problem;
  return { type: "about:blank", title: "Error", status: 0, detail: String(reason) };
}
