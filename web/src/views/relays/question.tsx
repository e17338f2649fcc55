// What is asked about relays: the topic, where messages start, and which accounts the list may show.

import { addressOf, ask, type Changes } from "../../address";
import { number } from "../../numbers";
import { Chips } from "../../parts/chips";
import { AccountsField, TopicField } from "../../parts/fields";
import { Kinds } from "../../parts/kinds";
import { type Network, useNetwork } from "../../parts/loaded";
import { useNames } from "../../parts/names";
import { NumberField } from "../../parts/number-field";
import { SelectField } from "../../parts/select-field";
import { words } from "../../words";
import { FILTERS } from "./asked";
import { CommunityFilter } from "./communities";
import { TIERS, tierOf } from "./told";

type Asks = { query: URLSearchParams };

/** Ask something else of the list, from its first page on. */
export function change(changes: Changes): void {
  ask({ cursor: null, place: null, ...changes });
}

export function RelaysQuestion({ query }: Asks) {
  const said = words().relays;
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <RelayKinds query={query} />
      <TopicField
        label={said.topic}
        any
        value={query.get("topic") ?? ""}
        choose={(topic) => change({ topic, account: null })}
      />
      <AccountsField
        label={said.sources}
        placeholder={said.sourcesHint}
        keys={query.getAll("sources")}
        change={(sources) => change({ sources })}
      />
      <FilterFields query={query} />
      <Taken label={said.silenced} name="silenced" query={query} />
      <Taken label={said.excluded} name="exclude" query={query} />
      <Others query={query} />
    </form>
  );
}

/** The two lists of accounts, one of which is asked for. */
export function RelayKinds({ query }: Asks) {
  const said = words().rising;
  const rises = query.get("list") === "rising";
  const to = (list: string | null) => addressOf("relays", { ...kept(query), list }, query);
  return (
    <Kinds
      kinds={[
        { name: said.carries, href: to(null), chosen: !rises },
        { name: said.rises, href: to("rising"), chosen: rises },
      ]}
    />
  );
}

/** Return of a question what another list can be asked as well. */
function kept(query: URLSearchParams): Changes {
  return Object.fromEntries(["topic", ...FILTERS].map((name) => [name, query.get(name)]));
}

/** Which accounts are meant, as far as anything is known of them. */
export function FilterFields({ query }: Asks) {
  const network = useNetwork().answer;
  const isKnown = (what: keyof Network["unknown"]) => !network || network.unknown[what] < network.accounts;
  return (
    <>
      {isKnown("followers") && <Followers query={query} />}
      <Platform query={query} />
      {isKnown("language") && <Language query={query} />}
      <CommunityFilter query={query} choose={(community) => change({ community })} />
      {isKnown("price") && (
        <NumberField
          label={words().relays.priceTo}
          step="any"
          value={query.get("max_price") ?? ""}
          choose={(max_price) => change({ max_price })}
        />
      )}
    </>
  );
}

function Followers({ query }: Asks) {
  const said = words().relays;
  const min = query.get("min_followers");
  const max = query.get("max_followers");
  const tier = tierOf(min, max);
  const options = TIERS.map(({ from, to }) => ({ value: `${from ?? ""}-${to ?? ""}`, label: sizeOf(from, to) }));
  const choose = (value: string) => {
    const [from = "", to = ""] = value.split("-");
    change({ min_followers: from, max_followers: to });
  };
  return (
    <>
      <SelectField
        label={said.followers}
        value={tier ?? "exact"}
        options={tier === null ? [...options, { value: "exact", label: said.exact }] : options}
        choose={choose}
      />
      <details class="exact" open={tier === null}>
        <summary>{said.exact}</summary>
        <div class="pair">
          <NumberField
            label={said.numberFrom}
            value={min ?? ""}
            choose={(min_followers) => change({ min_followers })}
          />
          <NumberField label={said.numberTo} value={max ?? ""} choose={(max_followers) => change({ max_followers })} />
        </div>
      </details>
    </>
  );
}

function sizeOf(from: number | null, to: number | null): string {
  const said = words().relays;
  if (from === null) return to === null ? said.any : said.sizeBelow(number(to));
  return to === null ? said.sizeAbove(number(from)) : said.sizeBetween(number(from), number(to));
}

function Platform({ query }: Asks) {
  const said = words().relays;
  const platforms = useNetwork().answer?.platforms ?? [];
  const value = query.get("platform") ?? "";
  if (platforms.length < 2 && value === "") return null;
  const names = [...new Set([...platforms, value])].filter(Boolean);
  return (
    <SelectField
      label={said.platform}
      value={value}
      options={[{ value: "", label: said.any }, ...names.map((name) => ({ value: name, label: name }))]}
      choose={(platform) => change({ platform })}
    />
  );
}

const LANGUAGES = "ar bn de en es fa fr hi id it ja ko nl pl pt ru sv th tr uk ur vi zh".split(" ");

function Language({ query }: Asks) {
  const said = words().relays;
  const value = query.get("language") ?? "";
  const names = new Intl.DisplayNames(document.documentElement.lang, { type: "language" });
  const tags = [...new Set([...LANGUAGES, value])].filter(Boolean);
  const options = tags.map((tag) => ({ value: tag, label: languageName(names, tag) }));
  options.sort((one, other) => one.label.localeCompare(other.label, document.documentElement.lang));
  return (
    <SelectField
      label={said.language}
      value={value}
      options={[{ value: "", label: said.any }, ...options]}
      choose={(language) => change({ language })}
    />
  );
}

function languageName(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag; // which is no tag, as the service will say
  }
}

const OTHERS = ["seeds", "outside_community", "on_list", "counting", "model"]; // asked by an address, by no field here

function Others({ query }: Asks) {
  const said = words().relays;
  const asked = OTHERS.flatMap((name) => query.getAll(name).map((value) => ({ name, value })));
  if (asked.length === 0) return null;
  return (
    <div class="field">
      <span class="label">{said.alsoAsked}</span>
      <Chips
        label={said.alsoAsked}
        chips={asked.map(({ name, value }) => ({ key: name, name: `${name}: ${value}` }))}
        remove={(name) => change({ [name]: null })}
      />
    </div>
  );
}

function Taken({ label, name, query }: Asks & { label: string; name: "exclude" | "silenced" }) {
  const keys = query.getAll(name);
  const nameOf = useNames(keys);
  if (keys.length === 0) return null;
  return (
    <div class="field">
      <span class="label">{label}</span>
      <Chips
        label={label}
        chips={keys.map((key) => ({ key, name: nameOf(key) }))}
        remove={(key) => change({ [name]: keys.filter((other) => other !== key) })}
      />
    </div>
  );
}
