// The answer in a sentence: over whom, how probable, and where it is weakest.

import type { ComponentChildren } from "preact";
import { moment, odds, percent, span } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Called } from "../../parts/called";
import type { Schemas } from "../../service/client";
import { language, words } from "../../words";

type Account = Schemas["Account"];
export type Way = Schemas["PathItem"];

const NAMED = 2; // of those who stand between, in a sentence

export function Sentence({ way }: { way: Way }) {
  const said = words().path;
  const { accounts } = way;
  const [from, to] = [<Name of={accounts[0]} />, <Name of={accounts[accounts.length - 1]} />];
  const between = accounts.slice(1, -1);
  const bounces = said.bounces(accounts.length - 1);
  const through = listed(between.map(nameOf), NAMED);
  const weak = way.bottleneck ?? 0;
  const [weakFrom, weakTo] = [<Name of={accounts[weak]} />, <Name of={accounts[weak + 1]} />];
  if (way.times) {
    if (between.length === 0) return said.directTime(from, to, moment(way.times[0] ?? ""));
    return said.tellTime(from, to, bounces, through, span(way.duration_seconds ?? 0));
  }
  if (way.probability === null) {
    if (between.length === 0) return said.directWarm(from, to);
    return said.tellWarm(from, to, through, weakFrom, weakTo);
  }
  if (between.length === 0) return said.direct(from, to, oddsTold(way.probability));
  return said.tell(from, to, bounces, through, oddsTold(way.probability), weakFrom, weakTo);
}

export function Name({ of }: { of: Account | undefined }) {
  return <Called name={of ? nameOf(of) : words().common.unknown} />;
}

/** Return names one after the other, as the reader's language joins them; those beyond the most are counted. */
export function listed(names: readonly string[], most = names.length): ComponentChildren {
  const rest = names.length - most;
  const told = rest > 0 ? [...names.slice(0, most), words().path.moreNames(rest)] : names;
  const parts = new Intl.ListFormat(language()).formatToParts(told);
  return parts.map(({ type, value }) => (type === "element" ? <Called name={value} /> : value));
}

/** Return a probability as people say it: about 4 in 10,000. */
export function oddsTold(probability: number): string {
  const said = words().path;
  const { count, of, about, less } = odds(probability);
  if (less) return said.lessThan(said.odds(count, of));
  return about ? said.oddsAbout(count, of) : said.odds(count, of);
}

/** Return how good a way is, in the terms of its kind. */
export function worth(way: Way): string {
  const said = words().path;
  if (way.probability !== null) return oddsTold(way.probability);
  if (way.strength !== null) return said.strength(percent(way.strength));
  return said.takes(span(way.duration_seconds ?? 0));
}
