// The two things that questions are about: a topic, and accounts.

import { number } from "../numbers";
import { answerOf, type Schemas, service } from "../service/client";
import { words } from "../words";
import { ChoiceField, type Option } from "./choice-field";

type Account = Pick<Schemas["Account"], "key" | "handle" | "followers">;

const SUGGESTED = 12;

/** Return how an account is called: by its handle, else by its key. */
export function nameOf(account: Pick<Account, "key" | "handle">): string {
  return account.handle ? `@${account.handle}` : account.key;
}

export function followersOf({ followers }: Pick<Account, "followers">): string {
  const said = words().common;
  return followers === null ? said.followersUnknown : said.followers(number(followers));
}

interface TopicField {
  label: string;
  value: string;
  choose: (topic: string) => void;
}

export function TopicField({ label, value, choose }: TopicField) {
  return <ChoiceField label={label} value={value} suggest={topics} choose={({ value }) => choose(value)} />;
}

interface AccountField {
  label: string;
  value?: string;
  choose: (key: string, label: string) => void;
  adds?: boolean;
}

export function AccountField({ label, value = "", choose, adds = false }: AccountField) {
  return (
    <ChoiceField
      label={label}
      value={value}
      adds={adds}
      suggest={accounts}
      choose={(option) => choose(option.value, option.label)}
    />
  );
}

async function topics(text: string, signal: AbortSignal): Promise<Option[]> {
  const call = service.GET("/v1/topics", { params: { query: { limit: 200 } }, signal });
  const { items } = await answerOf<Schemas["Topics"]>(call, { signal });
  const wanted = text.toLocaleLowerCase();
  return items
    .filter(({ topic }) => topic.toLocaleLowerCase().includes(wanted))
    .slice(0, SUGGESTED)
    .map(({ topic, authors }) => ({ value: topic, label: topic, detail: number(authors) }));
}

export async function accounts(text: string, signal: AbortSignal): Promise<Option[]> {
  const body = { q: text || null, sort: { field: "followers", direction: "descending" } } as const;
  const call = service.POST("/v1/accounts/search", { params: { query: { limit: SUGGESTED } }, body, signal });
  const { items } = await answerOf<Schemas["FoundAccounts"]>(call, { signal });
  return items.map(({ account }) => ({
    value: account.key,
    label: nameOf(account),
    detail: followersOf(account),
  }));
}
