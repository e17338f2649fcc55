// The reader's language: from the address, else from the browser.

import { en } from "./en";
import { fr } from "./fr";

/** All messages of the page; French has exactly the same. */
export type Words = typeof en;

export const LANGUAGES = { en, fr } satisfies Record<string, Words>;
export type Language = keyof typeof LANGUAGES;

export function language(): Language {
  const asked = typeof location === "undefined" ? null : new URLSearchParams(location.search).get("lang");
  const wanted = asked ?? (typeof navigator === "undefined" ? "en" : navigator.language);
  return wanted?.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** Return the messages in the reader's language. */
export function words(): Words {
  return LANGUAGES[language()];
}
