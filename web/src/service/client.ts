// Asks the service: typed by its own description, with its refusals as errors and its jobs followed to the end.

import createClient from "openapi-fetch";
import type { components, paths } from "./description";

export type Schemas = components["schemas"];
export type Problem = Pick<Schemas["Problem"], "type" | "title" | "status" | "detail"> & Partial<Schemas["Problem"]>;
export type Job = Schemas["Job"];

/** One call an operation, as `service.GET("/v1/relays", { params: { query: { topic } } })`. */
export const service = createClient<paths>();

export const UNREACHABLE = "unreachable";

/** What the service refused, and why; of type `unreachable` where it did not answer at all. */
export class RefusedError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

type Reply = { data?: unknown; error?: unknown; response: Response };

/** What a question is given: when to stop, and whom to tell how far its job is. */
export interface Asking {
  signal: AbortSignal;
  follow?: (job: Job) => void;
}

const GLANCE_MS = 300;

/**
 * Return the answer of a call. A call that has become a job is followed; a job whose question is no longer
 * asked is cancelled.
 */
export async function answerOf<Answer>(call: Promise<Reply>, { signal, follow }: Asking): Promise<Answer> {
  const reply = await replied(call);
  if (reply.response.status !== 202) return reply.data as Answer;
  const job = reply.data as Job;
  try {
    await finished(job, { signal, follow });
  } catch (reason) {
    if (signal.aborted) void service.DELETE("/v1/jobs/{id}", { params: { path: { id: job.id } } });
    throw reason;
  }
  const result = service.GET("/v1/jobs/{id}/result", { params: { path: { id: job.id } }, signal });
  return (await replied(result)).data as Answer;
}

async function finished(job: Job, { signal, follow }: Asking): Promise<void> {
  let current = job;
  while (current.result === null && !current.finished_at) {
    follow?.(current);
    await pause(GLANCE_MS, signal);
    const reply = await replied(service.GET("/v1/jobs/{id}", { params: { path: { id: job.id } }, signal }));
    current = reply.data as Job;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

async function replied(call: Promise<Reply>): Promise<Reply> {
  let reply: Reply;
  try {
    reply = await call;
  } catch (reason) {
    if (reason instanceof DOMException) throw reason; // nobody asks any more
    throw new RefusedError({ type: UNREACHABLE, title: UNREACHABLE, status: 0, detail: String(reason) });
  }
  if (!reply.response.ok) throw new RefusedError(problemOf(reply));
  return reply;
}

function problemOf({ error, response }: Reply): Problem {
  if (typeof error === "object" && error !== null && "title" in error) return error as Problem;
  return { type: "about:blank", title: response.statusText, status: response.status, detail: String(error ?? "") };
}
