// Asks the service: typed by its own description, with its refusals as errors and its jobs followed to the end.

import createClient from "openapi-fetch";
import type { components, paths } from "./description";
import { stand } from "./standing";

export type Schemas = components["schemas"];
export type Problem = Pick<Schemas["Problem"], "type" | "title" | "status" | "detail"> &
  Partial<Schemas["Problem"]> & {
    /** Seconds to wait before it is asked again, where the service says so. */
    wait?: number;
  };
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

export type Reply = { data?: unknown; error?: unknown; response: Response };

/** What a question is given: when to stop, and whom to tell how far its job is. */
export interface Asking {
  signal: AbortSignal;
  follow?: (job: Job) => void;
}

const GLANCE_MS = 300;
const LONGEST_GLANCE_MS = 3000; // a job of minutes must not use up what a key may ask in a minute
const SLOWER = 1.3;

/**
 * Return the answer of a call. A call that has become a job is followed; a job whose question is no longer
 * asked is cancelled.
 */
export async function answerOf<Answer>(call: Promise<Reply>, how: Asking): Promise<Answer> {
  const reply = await replied(call);
  if (reply.response.status !== 202) return reply.data as Answer;
  const id = await finished(reply.data as Job, how);
  const result = service.GET("/v1/jobs/{id}/result", { params: { path: { id } }, signal: how.signal });
  return (await replied(result)).data as Answer;
}

/** Return the file that a call with `parseAs: "blob"` answers with, as a job or at once. */
export async function fileOf(call: Promise<Reply>, how: Asking): Promise<{ file: Blob; name: string }> {
  const reply = await replied(call);
  if (reply.response.status !== 202) return named(reply);
  const id = await finished(JSON.parse(await (reply.data as Blob).text()) as Job, how);
  const asked = { params: { path: { id } }, signal: how.signal, parseAs: "blob" } as const;
  return named(await replied(service.GET("/v1/jobs/{id}/result", asked)));
}

function named({ data, response }: Reply): { file: Blob; name: string } {
  const said = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "");
  return { file: data as Blob, name: said?.[1] ?? "ricochet" };
}

async function finished(job: Job, { signal, follow }: Asking): Promise<string> {
  let [current, glance] = [job, GLANCE_MS];
  try {
    while (current.result === null && !current.finished_at) {
      follow?.(current);
      await pause(glance, signal);
      glance = Math.min(LONGEST_GLANCE_MS, SLOWER * glance);
      current = await seen(job.id, signal);
    }
  } catch (reason) {
    if (signal.aborted) cancelled(job.id);
    throw reason;
  }
  if (current.result === null) throw new RefusedError(problemOfJob(current));
  return job.id;
}

async function seen(id: string, signal: AbortSignal): Promise<Job> {
  try {
    return (await replied(service.GET("/v1/jobs/{id}", { params: { path: { id } }, signal }))).data as Job;
  } catch (reason) {
    if (!(reason instanceof RefusedError) || reason.problem.wait === undefined) throw reason;
    await pause(1000 * reason.problem.wait, signal); // the job goes on meanwhile
    return seen(id, signal);
  }
}

function cancelled(id: string): void {
  service.DELETE("/v1/jobs/{id}", { params: { path: { id } } }).catch(() => {}); // whether or not anybody hears it
}

function problemOfJob({ state, detail }: Job): Problem {
  return { type: `/problems/job-${state}`, title: state, status: 0, detail: detail ?? "" };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

async function replied(call: Promise<Reply>): Promise<Reply> {
  const reply = await received(call);
  stand("well");
  return reply;
}

/** Return the reply of a call that was not refused, whether or not the reader may ask anything else. */
export async function received(call: Promise<Reply>): Promise<Reply> {
  let reply: Reply;
  try {
    reply = await call;
  } catch (reason) {
    if (reason instanceof DOMException) throw reason; // nobody asks any more
    stand("unreachable");
    throw new RefusedError({ type: UNREACHABLE, title: UNREACHABLE, status: 0, detail: String(reason) });
  }
  const problem = problemOf(reply);
  if (!problem) return reply;
  stand(problem.type === UNREACHABLE ? "unreachable" : problem.status === 401 ? "locked" : "well");
  throw new RefusedError(problem);
}

/** Return the problem that a reply is; what stands before a service that is stopped has words of its own. */
export function problemOf({ error, response }: Reply): Problem | null {
  if (response.ok) return null;
  const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const given = typeof error === "object" && error !== null && "title" in error ? (error as Problem) : null;
  const told = given ?? { title: response.statusText, status: response.status, detail: String(error ?? "") };
  const type = given?.type ?? (response.status >= 500 ? UNREACHABLE : "about:blank");
  return { ...told, type, ...(Number.isNaN(wait) ? {} : { wait }) };
}
