// How accounts are told: their name, their followers.

import { number } from "../numbers";
import type { Schemas } from "../service/client";
import { words } from "../words";

type Account = Pick<Schemas["Account"], "key" | "handle" | "followers">;

/** Return how an account is called: by its handle, else by its key. */
export function nameOf(account: Pick<Account, "key" | "handle">): string {
  return account.handle ? `@${account.handle}` : account.key;
}

export function followersOf({ followers }: Pick<Account, "followers">): string {
  const said = words().common;
  return followers === null ? said.followersUnknown : said.followers(number(followers));
}
