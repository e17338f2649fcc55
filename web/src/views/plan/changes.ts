// What is changed in a plan, as the address holds it: who is left out, and who says no.

import type { Schemas } from "../../service/client";

export interface Changes {
  /** Keys of accounts of the plan that are not asked after all. */
  without: string[];
  /** Keys of accounts of the plan that say no. */
  refuses: string[];
}

/** Return the changes in an address, of those whom the plan asks. */
export function changesOf(query: URLSearchParams, plan: Pick<Schemas["Plan"], "seeds">): Changes {
  const asked = new Set(plan.seeds.map(({ account }) => account.key));
  const named = (name: string) => [...new Set(query.getAll(name))].filter((key) => asked.has(key));
  const without = named("without");
  return { without, refuses: named("refuses").filter((key) => !without.includes(key)) };
}

export function isChanged({ without, refuses }: Changes): boolean {
  return without.length + refuses.length > 0;
}

/** Return who is asked no more, or says no. */
export function gone({ without, refuses }: Changes): string[] {
  return [...without, ...refuses];
}

export function changedWith(changes: Changes, how: keyof Changes, key: string) {
  const rest = keptWith(changes, key);
  return { ...rest, [how]: [...rest[how], key] };
}

export function keptWith({ without, refuses }: Changes, key: string) {
  const others = (keys: string[]) => keys.filter((each) => each !== key);
  return { without: others(without), refuses: others(refuses) };
}

/** Return the address without any change. */
export const UNCHANGED = { without: [], refuses: [] };
