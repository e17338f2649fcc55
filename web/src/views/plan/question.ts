// What is asked of a plan, between the address, the fields and the body that the service reads.

import type { Changes } from "../../address";
import type { Schemas } from "../../service/client";

export type Objective = "reach" | "spread";
export type Limit = Schemas["PlanQuota"];

/** Everything that a planner can ask; null and an empty list ask for nothing. */
export interface Question {
  topic: string | null;
  budget: number | null;
  k: number | null;
  objective: Objective;
  /** How likely an account says yes of which that is not known, 0 to 1; null: certainly. */
  acceptance: number | null;
  largest: number | null;
  minimum: number | null;
  include: string[];
  exclude: string[];
  targets: string[];
  limits: Limit[];
}

const DIVISIONS: readonly Limit["by"][] = ["community", "platform", "language"];

export function questionOf(query: URLSearchParams): Question {
  return {
    topic: query.get("topic") || null,
    budget: amount(query.get("budget"), Number.MIN_VALUE),
    k: whole(query.get("k"), 1),
    objective: query.get("objective") === "spread" ? "spread" : "reach",
    acceptance: shareOf(query.get("acceptance")),
    largest: whole(query.get("max_followers"), 0),
    minimum: whole(query.get("minimum"), 1),
    include: query.getAll("include"),
    exclude: query.getAll("exclude"),
    targets: query.getAll("target"),
    limits: query.getAll("limit").flatMap(limitOf),
  };
}

/** Return the parameters of the address that ask a question. */
export function parametersOf(question: Question): Changes {
  return {
    topic: question.topic,
    budget: question.budget,
    k: question.k,
    objective: question.objective === "reach" ? null : question.objective,
    acceptance: question.acceptance,
    max_followers: question.largest,
    minimum: question.minimum,
    include: question.include,
    exclude: question.exclude,
    target: question.targets,
    limit: question.limits.map(limitText),
  };
}

/** Return the id of the plan in an address; null where it can be none. */
export function planOf(query: URLSearchParams): string | null {
  const id = query.get("plan") ?? "";
  return /^[0-9a-f]{32}$/.test(id) ? id : null;
}

/** Return whether there is a number or a budget, without which nothing can be planned. */
export function isComplete({ k, budget }: Question): boolean {
  return k !== null || budget !== null;
}

export function bodyOf(question: Question): Schemas["PlanBody"] {
  return {
    topic: question.topic,
    budget: question.budget,
    k: question.k,
    objective: question.objective,
    acceptance: question.acceptance,
    max_followers: question.largest,
    minimum_per_community: question.minimum,
    include: question.include,
    exclude: question.exclude,
    targets: question.targets,
    quotas: question.limits,
  };
}

/** Return what was asked of a plan that is kept; null where it does not tell, or counts people it does not name. */
export function askedOf({ question, objective, meta }: Schemas["Plan"]): Question | null {
  if (!question || question.targets > 0 || question.already_reached > 0) return null;
  return {
    topic: meta.topic ?? null,
    budget: question.budget,
    k: question.k,
    objective,
    acceptance: question.acceptance,
    largest: question.max_followers,
    minimum: question.minimum_per_community,
    include: question.include,
    exclude: question.exclude,
    targets: [],
    limits: question.quotas,
  };
}

/** Return whether two questions ask for the same plan. */
export function isSame(one: Question, other: Question): boolean {
  return canonical(one) === canonical(other);
}

function canonical(question: Question): string {
  const { topic, include, exclude, targets, limits } = question;
  return JSON.stringify({
    ...question,
    topic: topic?.toLowerCase() ?? null,
    include: include.toSorted(),
    exclude: exclude.toSorted(),
    targets: targets.toSorted(),
    limits: limits.map(limitText).toSorted(),
  });
}

/** Return a limit as the address holds it: `community:3:1:5`, of community 3 one to five. */
export function limitText({ by, of, at_least, at_most }: Limit): string {
  return [by, encodeURIComponent(of), at_least ?? "", at_most ?? ""].join(":");
}

function limitOf(text: string): Limit[] {
  const [division, of = "", least = "", most = ""] = text.split(":");
  const by = DIVISIONS.find((each) => each === division);
  const limit = { of: decoded(of), at_least: whole(least, 0), at_most: whole(most, 0) };
  const limits = limit.at_least !== null || limit.at_most !== null;
  const named = by === "community" ? whole(limit.of, 0) !== null : limit.of !== "";
  return by && named && limits ? [{ by, ...limit }] : [];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Return a number of at least so much that somebody wrote; null for anything else. */
export function amount(text: string | null, least: number): number | null {
  const value = text?.trim() ? Number(text) : Number.NaN;
  return Number.isFinite(value) && value >= least ? value : null;
}

export function whole(text: string | null, least: number): number | null {
  const value = amount(text, least);
  return value !== null && Number.isSafeInteger(value) ? value : null;
}

function shareOf(text: string | null): number | null {
  const share = amount(text, 0);
  return share !== null && share <= 1 ? share : null;
}
