// What a plan comes to, in sentences: people first, then how sure that is.

import { chance, type Estimate, interval, money, number, percent, rounded } from "../../numbers";
import { nameOf } from "../../parts/account";
import type { Schemas } from "../../service/client";
import { language, words } from "../../words";

type Plan = Schemas["Plan"];
type Named = Parameters<typeof nameOf>[0];

const NAMED = 2; // accounts that a sentence names; the others are counted
const LONG = 32; // letters of a name

/** Return the finding: what is asked for, what it brings, and what simply taking the biggest would. */
export function finding(plan: Plan): string {
  const said = words().plan;
  const count = number(plan.seeds.length);
  const people = rounded(plan.reach);
  const budget = plan.question?.budget ?? null;
  const brings =
    budget === null
      ? said.reaches(count, people)
      : said.buys(money(budget, plan.currency), said.accounts(count), people);
  return `${brings}${passed(plan)}${biggest(plan)}.`;
}

function passed({ objective, spread }: Plan): string {
  return objective === "spread" ? words().plan.passOn(rounded(spread)) : "";
}

function biggest({ objective, against }: Plan): string {
  const said = words().plan;
  const rival = against["degree"];
  if (!rival) return "";
  const count = number(rival.seeds.length);
  const value = rounded(rival.value);
  return objective === "spread" ? said.biggestPass(count, value) : said.biggest(count, value);
}

/** Return what the finding rests on: its interval, what it costs, and who is taken to say yes. */
export function doubts(plan: Plan): string[] {
  const said = words().plan;
  return [
    `${capital(words().common.between(...interval(plan.reach)))} ${words().common.people}.`,
    ...costs(plan),
    yes(plan.seeds, plan.question?.acceptance ?? null, said),
  ];
}

function costs({ price, currency, seeds }: Plan): string[] {
  const said = words().plan;
  if (price !== null) return [said.cost(money(price, currency))];
  const unknown = seeds.filter((seed) => seed.price === null).length;
  const some = unknown > 0 && unknown < seeds.length;
  return [said.costUnknown, ...(some ? [said.withoutPrice(number(unknown))] : [])];
}

function yes(seeds: Plan["seeds"], usual: number | null, said: ReturnType<typeof words>["plan"]): string {
  if (usual !== null) return said.usually(percent(usual));
  const known = seeds.some(({ acceptance }) => acceptance !== null);
  return known ? said.yesAsKnown : said.allSay;
}

/** Return how good the plan is for certain, in plain words. */
export function certainties({ certificate, objective }: Pick<Plan, "certificate" | "objective">): string[] {
  const said = words().plan;
  const { ratio, delta, guarantee } = certificate;
  const times = ceiling(ratio);
  return [
    times === null ? null : said.ceiling(times, objective === "spread" ? said.ceilingPass : said.ceilingReach),
    said.delta(chance(delta, words().common.oneIn)),
    guarantee === null ? said.guaranteeNone : said.guarantee(percent(guarantee)),
  ].filter((sentence) => sentence !== null);
}

/** Return at most how many times as much the best plan brings, rounded up; null where nothing bounds it. */
function ceiling(ratio: number): string | null {
  return ratio > 0 ? number(Math.ceil(100 / ratio - 1e-6) / 100) : null;
}

/** Return the rule of thumb that does better for certain, if one does. */
export function betterRule({ against, question }: Plan): string | null {
  const said = words().plan;
  const rules = Object.entries(against).filter(([, { difference }]) => difference.high < 0);
  const [best] = rules.sort(([, one], [, other]) => one.difference.value - other.difference.value);
  if (!best) return null;
  const [rule, { difference }] = best;
  const better = said.better(ruleName(rule), rounded(turned(difference)));
  return isLimitedByGroup(question) ? `${better} ${said.betterFree}` : better;
}

/** Tell whether a plan keeps to limits that no rule of thumb does; where it does not tell, it is taken not to. */
function isLimitedByGroup(question: Plan["question"]): boolean {
  return !!question && (question.quotas.length > 0 || question.minimum_per_community !== null);
}

export function ruleName(rule: string): string {
  const rules: Record<string, string> = words().plan.rules;
  return rules[rule] ?? rule;
}

/** Return a difference in words: so many more, or fewer. */
export function difference(estimate: Estimate): string {
  const said = words().plan;
  return estimate.value < 0 ? said.fewer(rounded(turned(estimate))) : said.more(rounded(estimate));
}

/** Return the ends of a difference's interval, without signs where both have the same. */
export function differenceBetween(estimate: Estimate): string {
  return words().common.between(...interval(estimate.high <= 0 ? turned(estimate) : estimate));
}

export function turned({ value, low, high }: Estimate): Estimate {
  return { value: -value, low: -high, high: -low };
}

/** Return accounts by name: two of them, and how many more. */
export function namesOf(accounts: readonly Named[]): string {
  const names = accounts.slice(0, NAMED).map(calledIn);
  const rest = accounts.length - names.length;
  const all = rest > 0 ? [...names, words().plan.others(number(rest))] : names;
  return new Intl.ListFormat(language()).format(all);
}

/** Return a name for the middle of a sentence: cut short, and with its own direction of writing. */
export function calledIn(account: Named): string {
  const name = nameOf(account);
  return `\u2068${name.length > LONG ? `${name.slice(0, LONG - 1)}…` : name}\u2069`;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
