// Who the reader is to the service, and what they may: logging in and out.

import { useEffect, useState } from "preact/hooks";
import { type Asking, received, type Schemas, service } from "./client";
import { onStanding, stand } from "./standing";

export type Session = Schemas["Session"];

let session: Session | null = null;
const told = new Set<(session: Session | null) => void>();

/** The session as it was last told; null before the first time, and where the service has none. */
export function useSession(): Session | null {
  const [now, setNow] = useState(session);
  useEffect(() => {
    setNow(session);
    told.add(setNow);
    return () => void told.delete(setNow);
  }, []);
  return now;
}

/** Ask who the reader is, before any question is asked, and again when that could not be told. */
export function useFirstSession(): void {
  useEffect(() => {
    const ask = () => void known().catch(() => {}); // what is wrong, the questions say
    ask();
    return onStanding((now) => now === "well" && session === null && ask());
  }, []);
}

async function known(): Promise<void> {
  note((await received(service.GET("/v1/session"))).data as Session);
}

export async function logIn(key: string, { signal }: Asking): Promise<void> {
  note((await received(service.POST("/v1/session", { body: { key }, signal }))).data as Session);
}

export async function logOut(): Promise<void> {
  note((await received(service.DELETE("/v1/session"))).data as Session);
}

function note(now: Session): void {
  session = now;
  for (const listener of [...told]) listener(now);
  stand(now.key_needed && now.rights.length === 0 ? "locked" : "well");
}
