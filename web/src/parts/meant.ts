// Which value of the address a problem is about, and the address with another one in its place.

import type { Problem } from "../service/client";
import { RIGHTS } from "../service/rights";

/** Return the kind of a problem: the last part of its type. */
export function slug({ type }: Pick<Problem, "type">): string {
  return type.slice(type.lastIndexOf("/") + 1);
}

/** Return the longest value of a question that a problem quotes; null where it quotes none. */
export function meant(query: URLSearchParams, { detail }: Pick<Problem, "detail">): string | null {
  const quoted = [...query.values()].filter((value) => value !== "" && quotes(detail, value));
  return quoted.sort((one, other) => other.length - one.length)[0] ?? null;
}

function quotes(detail: string, value: string): boolean {
  const name = value.replace(/^@/, "");
  return [value, name].some((said) => detail.includes(`'${said}'`) || detail.includes(`"${said}"`)); // as Python writes
}

/** Return a question in which one value stands for another, wherever it does. */
export function replaced(query: URLSearchParams, wrong: string, right: string): URLSearchParams {
  return new URLSearchParams([...query].map(([name, value]) => [name, value === wrong ? right : value]));
}

/** Return the right that a call takes and its key does not have; null where that is not what is wrong. */
export function rightMissing({ status, detail }: Pick<Problem, "status" | "detail">): string | null {
  return status === 403 ? (RIGHTS.find((right) => quotes(detail, right)) ?? null) : null;
}
