// The answer in a sentence: who carries it furthest, how many people that is, and who else may be first.

import type { ComponentChildren } from "preact";
import { interval, number, rounded, times } from "../../numbers";
import { nameOf } from "../../parts/account";
import { useNames } from "../../parts/names";
import { Term } from "../../parts/term";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { isNarrowed, PAGE } from "./asked";
import { isDoubtful, maybeFirst, type Relay, type Scale } from "./told";

interface Sentence {
  relays: Schemas["Relays"];
  query: URLSearchParams;
  scale: Scale;
  first: number;
  /** Whether it is what the whole answer says; otherwise somebody else was asked about. */
  leads: boolean;
}

export function RelaysSentence({ leads, query, ...asked }: Sentence) {
  const Heading = leads ? "h1" : "h2";
  const { headline, doubt } = told({ ...asked, query });
  return (
    <>
      <Heading class="headline" aria-live="polite">
        {headline}
      </Heading>
      <p class="doubt">
        {doubt} <Silenced keys={query.getAll("silenced")} />
      </p>
    </>
  );
}

interface Said {
  headline: ComponentChildren;
  doubt: ComponentChildren;
}

function told({ relays, query, scale, first }: Omit<Sentence, "leads">): Said {
  const said = words().relays;
  const [best] = relays.items;
  const name = relays.meta.topic ?? query.get("topic");
  const topic = name ? <TopicName of={name} /> : words().fields.anyTopic;
  if (!best) return nobody(name ? topic : said.anyTopicTold, isNarrowed(query));
  if (first > 1) {
    const last = first + Math.min(PAGE, relays.items.length) - 1;
    return { headline: said.places(number(first), number(last), topic), doubt: null };
  }
  const who = <AccountName of={best} />;
  const start = <Start query={query} />;
  const people = said.morePeople(rounded(times(best.carried.people, scale.messages)), per(scale));
  const ranker = best.score === null ? null : relays.meta.model?.ranker;
  if (ranker) {
    const doubt = said.rankedPeople(people, range(best, scale));
    const order = <Term name={ranker} among={words().rankings} />;
    return { headline: [start, said.ranked(who, topic, order)], doubt };
  }
  if (isDoubtful(best.carried.people)) {
    const most = said.atMost(rounded({ value: scale.most, low: 0, high: scale.most }), per(scale));
    return { headline: said.doubtful(topic, most), doubt: said.doubtfulFirst(who) };
  }
  const rivals = <Rivals items={relays.items} />;
  return {
    headline: [start, said.carries(who, name ? topic : said.anyTopicTold, people)],
    doubt: [sentenceOf(range(best, scale)), " ", rivals],
  };
}

function nobody(topic: ComponentChildren, narrowed: boolean): Said {
  const said = words().relays;
  return narrowed
    ? { headline: said.nobody(topic), doubt: said.nobodyRemedy }
    : { headline: said.nobodyAtAll(topic), doubt: said.nobodyAtAllReason };
}

/** Where the message starts, and that not everybody is on the list. */
function Start({ query }: { query: URLSearchParams }) {
  const said = words().relays;
  const sources = query.getAll("sources");
  const name = useNames(sources);
  const fits = isNarrowed(query);
  if (sources.length === 0) return fits ? said.fits : null;
  const who = sources.length > NAMED ? said.oneOf(number(sources.length)) : listed(sources.map(name));
  return fits ? said.fromOfFitting(who) : said.from(who);
}

function Silenced({ keys }: { keys: string[] }) {
  const name = useNames(keys);
  if (keys.length === 0) return null;
  return words().relays.silencedTold(listed(keys.slice(0, NAMED).map(name)), keys.length > NAMED);
}

/** Return over how many messages people are counted, in words. */
export function per({ messages }: Pick<Scale, "messages">): string {
  return words().relays.per(messages, number(messages));
}

const NAMED = 3; // more than that are counted

function Rivals({ items }: { items: readonly Relay[] }) {
  const said = words().relays;
  const close = maybeFirst(items);
  if (close.length < 2) return said.sure;
  if (close.length > NAMED) return said.closeMany(number(close.length));
  return said.close(listed(close.map((relay) => nameOf(relay.account))));
}

function listed(names: string[]): ComponentChildren {
  const parts = new Intl.ListFormat(document.documentElement.lang).formatToParts(names);
  return parts.map(({ type, value }) => (type === "element" ? <bdi>{value}</bdi> : value));
}

function range(relay: Relay, scale: Scale): string {
  return words().common.between(...interval(times(relay.carried.people, scale.messages)));
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;
}

export function TopicName({ of }: { of: string }) {
  return (
    <em>
      <bdi>{of}</bdi>
    </em>
  );
}

export function AccountName({ of: { account } }: { of: Pick<Relay, "account"> }) {
  return <bdi>{nameOf(account)}</bdi>;
}
