// The two things that questions are about: a topic, and accounts.

import { number } from "../numbers";
import { answerOf, type Schemas, service } from "../service/client";
import { words } from "../words";
import { followersOf, nameOf } from "./account";
import { Chips } from "./chips";
import { ChoiceField, type Option } from "./choice-field";
import { learn, useNames } from "./names";

export { followersOf, nameOf };

const SUGGESTED = 12;

interface TopicField {
  label: string;
  value: string;
  choose: (topic: string) => void;
  placeholder?: string;
  /** Whether all topics together may be chosen, too, as the empty one. */
  any?: boolean;
}

export function TopicField({ label, value, choose, placeholder, any = false }: TopicField) {
  const said = words().fields;
  const suggest = async (text: string, signal: AbortSignal) => {
    const found = await topics(text, signal);
    return any && text === "" ? [{ value: "", label: said.anyTopic }, ...found] : found;
  };
  return (
    <ChoiceField
      label={label}
      value={value || (any ? said.anyTopic : "")}
      placeholder={placeholder}
      suggest={suggest}
      choose={(option) => choose(option.value)}
    />
  );
}

interface AccountField {
  label: string;
  value?: string;
  choose: (key: string, label: string) => void;
  adds?: boolean;
  placeholder?: string;
}

export function AccountField({ label, value = "", choose, adds = false, placeholder }: AccountField) {
  return (
    <ChoiceField
      label={label}
      value={value}
      adds={adds}
      placeholder={placeholder}
      suggest={accounts}
      choose={(option) => choose(option.value, option.label)}
    />
  );
}

interface AccountsField {
  label: string;
  /** Keys of the accounts, or lists such as `list:own`. */
  keys: readonly string[];
  change: (keys: string[]) => void;
  placeholder?: string;
}

/** A field for several accounts: each is a chip below it. */
export function AccountsField({ label, keys, change, placeholder }: AccountsField) {
  const name = useNames(keys);
  return (
    <div class="several">
      <AccountField
        label={label}
        adds
        placeholder={placeholder}
        choose={(key) => change([...keys.filter((other) => other !== key), key])}
      />
      <Chips
        label={label}
        chips={keys.map((key) => ({ key, name: name(key) }))}
        remove={(key) => change(keys.filter((other) => other !== key))}
      />
    </div>
  );
}

async function topics(text: string, signal: AbortSignal): Promise<Option[]> {
  const query = { limit: SUGGESTED, ...(text ? { q: text } : {}) };
  const { items } = await answerOf<Schemas["Topics"]>(service.GET("/v1/topics", { params: { query }, signal }), {
    signal,
  });
  return items.map(({ topic, authors }) => ({
    value: topic,
    label: topic,
    detail: words().fields.authors(number(authors)),
  }));
}

export async function accounts(text: string, signal: AbortSignal): Promise<Option[]> {
  const body = { q: text.replace(/^@/, "") || null, sort: { field: "followers", direction: "descending" } } as const;
  const call = service.POST("/v1/accounts/search", { params: { query: { limit: SUGGESTED } }, body, signal });
  const { items } = await answerOf<Schemas["FoundAccounts"]>(call, { signal });
  for (const { account } of items) learn(account);
  return items.map(({ account }) => ({
    value: account.key,
    label: nameOf(account),
    detail: followersOf(account),
  }));
}
