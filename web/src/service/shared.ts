// Questions that several parts of the page ask at once: the service is asked once.

import type { Asking } from "./client";

const KEPT_MS = 10_000;

/** Return a way of asking by which all who ask within ten seconds have the same answer; a failure is not kept. */
export function shared<Answer>(asking: (how: Asking) => Promise<Answer>): () => Promise<Answer> {
  let kept: { answer: Promise<Answer>; at: number } | null = null;
  return () => {
    if (kept && Date.now() - kept.at < KEPT_MS) return kept.answer;
    const answer = asking({ signal: new AbortController().signal }); // whoever goes away leaves it to the others
    kept = { answer, at: Date.now() };
    answer.catch(() => {
      kept = null;
    });
    return answer;
  };
}
