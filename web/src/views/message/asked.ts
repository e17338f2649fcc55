// What the address asks about a message: a recorded one, accounts that start one, or both laid over each other.

import type { Pace } from "../../pictures/arcs";
import { type Asking, answerOf, type Schemas, service } from "../../service/client";

export type Report = Schemas["CascadeReport"];
export type Simulation = Schemas["Cascade"];

export interface MessageAsked {
  /** Key of a recorded message. */
  message: string | null;
  /** Who starts a simulated one. */
  seeds: string[];
  topic: string | null;
  pace: Pace;
  /** Whether the model's messages are laid over the one message. */
  over: boolean;
}

export function messageAsked(query: URLSearchParams): MessageAsked {
  return {
    message: query.get("message") || null,
    seeds: query.getAll("seeds"),
    topic: query.get("topic") || null,
    pace: query.get("pace") === "time" ? "time" : "hop",
    over: query.has("over"),
  };
}

const LISTED = 10; // carriers, and crossings of each border

export function report(key: string, how: Asking): Promise<Report> {
  const query = { replay: true, by_community: true, limit: LISTED };
  const call = service.GET("/v1/cascades/{key}", { params: { path: { key }, query }, signal: how.signal });
  return answerOf<Report>(call, how);
}

/** Draw one message of the model, as an example of what its mean hides. */
export function drawn(seeds: string[], topic: string | null, how: Asking): Promise<Report> {
  const body = { seeds, topic, replay: true, by_community: true, limit: LISTED };
  return answerOf<Report>(service.POST("/v1/cascades/draw", { body, signal: how.signal }), how);
}

export function simulated(seeds: string[], topic: string | null, how: Asking): Promise<Simulation> {
  const body = { seeds, topic, by_community: true };
  return answerOf<Simulation>(service.POST("/v1/cascades/simulate", { body, signal: how.signal }), how);
}

export function messages(limit: number, how: Asking): Promise<Schemas["RecordedMessages"]> {
  const call = service.GET("/v1/cascades", { params: { query: { limit } }, signal: how.signal });
  return answerOf<Schemas["RecordedMessages"]>(call, how);
}

export function forecast(key: string, minutes: number, how: Asking): Promise<Schemas["CascadeForecast"]> {
  const params = { path: { key } };
  const body = { observed_minutes: minutes };
  return answerOf(service.POST("/v1/cascades/{key}/forecast", { params, body, signal: how.signal }), how);
}
