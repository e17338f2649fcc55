// What is asked about communities: where they stand, who takes messages from one to another, what one is like.

import { type Asking, answerOf, type Schemas, service } from "../../service/client";

const PAIRS = 8; // crossings told of

export interface Asked {
  topic: string | null;
  community: number | null;
  to: number | null;
}

/** Return the question in an address; what is no number of a community is left to the service to refuse. */
export function askedIn(query: URLSearchParams): Asked {
  const community = numberIn(query, "community");
  return { topic: query.get("topic"), community, to: community === null ? null : numberIn(query, "to") };
}

function numberIn(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export function askMap(topic: string | null, how: Asking): Promise<Schemas["Map"]> {
  const query = { ...on(topic), max_nodes: 1, max_edges: 0 };
  return answerOf(service.GET("/v1/map", { params: { query }, signal: how.signal }), how);
}

/** Ask for the crossings at which most people are reached. */
export function askCrossings(topic: string | null, how: Asking): Promise<Schemas["Bridges"]> {
  const query = { ...on(topic), limit: PAIRS };
  return answerOf(service.GET("/v1/bridges", { params: { query }, signal: how.signal }), how);
}

export function askPair({ topic, community, to }: Asked, how: Asking): Promise<Schemas["Bridges"]> {
  const query = { ...on(topic), origin: String(community), destination: String(to), limit: PAIRS };
  return answerOf(service.GET("/v1/bridges", { params: { query }, signal: how.signal }), how);
}

export function askCard(community: number, how: Asking): Promise<Schemas["CommunityCard"]> {
  const params = { path: { community: String(community) }, query: { limit: 5 } };
  return answerOf(service.GET("/v1/communities/{community}", { params, signal: how.signal }), how);
}

function on(topic: string | null): { topic?: string } {
  return topic ? { topic } : {};
}
