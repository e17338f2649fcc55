// How the page stands with its service: it answers, it does not, or it wants a key first.

import { useEffect, useState } from "preact/hooks";

export type Standing = "well" | "unreachable" | "locked";

const LOOK_MS = 2000;

let standing: Standing | null = null; // not known before the first call has come back
let looking: ReturnType<typeof setTimeout> | undefined;
const told = new Set<(standing: Standing) => void>();

/** Hear of each change; call what is returned to hear no more. */
export function onStanding(listener: (standing: Standing) => void): () => void {
  told.add(listener);
  return () => void told.delete(listener);
}

/** Resolve as soon as the service answers, to whoever asks it. */
export function whenWell(signal: AbortSignal): Promise<void> {
  if (standing === "well") return Promise.resolve();
  return new Promise((resolve) => {
    const forget = onStanding((now) => {
      if (now !== "well") return;
      forget();
      resolve();
    });
    signal.addEventListener("abort", forget);
  });
}

/** Note what a call has found out; while nobody answers, look whether somebody does again. */
export function stand(found: Standing): void {
  clearTimeout(looking);
  if (found === "unreachable") looking = setTimeout(look, LOOK_MS);
  if (found === standing) return;
  standing = found;
  for (const listener of [...told]) listener(found);
}

async function look(): Promise<void> {
  stand((await isWell()) ? "well" : "unreachable");
}

async function isWell(): Promise<boolean> {
  try {
    const response = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(LOOK_MS) });
    return response.ok;
  } catch {
    return false;
  }
}

export function useStanding(): Standing | null {
  const [now, setNow] = useState(standing);
  useEffect(() => {
    setNow(standing); // it may have changed before this was heard
    return onStanding(setNow);
  }, []);
  return now;
}
