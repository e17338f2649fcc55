// What accounts in the address are called: it holds their keys.

import { useEffect, useState } from "preact/hooks";
import { type Schemas, service } from "../service/client";
import { nameOf } from "./account";

const asked = new Map<string, Promise<string>>();
const known = new Map<string, string>();

/** Return a function from keys to names; a key stands for itself until its name is there. */
export function useNames(keys: readonly string[]): (key: string) => string {
  const [, setKnown] = useState(known.size);
  useEffect(() => {
    let wanted = true;
    Promise.all(keys.map(ask)).then(() => wanted && setKnown(known.size));
    return () => {
      wanted = false;
    };
  }, [keys.join("\n")]);
  return (key) => known.get(key) ?? key;
}

/** Take note of a name that an answer told. */
export function learn(account: Pick<Schemas["Account"], "key" | "handle">): void {
  known.set(account.key, nameOf(account));
}

async function ask(key: string): Promise<unknown> {
  if (known.has(key) || key.startsWith("list:")) return;
  if (!asked.has(key)) asked.set(key, told(key));
  return asked.get(key);
}

async function told(key: string): Promise<string> {
  try {
    const { data } = await service.GET("/v1/accounts/{key}", { params: { path: { key } } });
    if (data && "account" in data) known.set(key, nameOf(data.account));
  } catch {
    asked.delete(key); // the service is away; the question beside it says so
  }
  return known.get(key) ?? key;
}
