// The page: the views by name, and the frame around them.

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { addressOf, go, here, useAddress, VIEWS, type View } from "./address";
import { Panes } from "./parts/frame";
import { Guarded } from "./parts/guarded";
import { Loaded } from "./parts/loaded";
import { SessionNote } from "./parts/session";
import { onNames } from "./pictures/communities";
import { useSession } from "./service/session";
import { Communities } from "./views/communities";
import { Data } from "./views/data";
import { Message } from "./views/message";
import { Path } from "./views/path";
import { Plan } from "./views/plan";
import { Relays } from "./views/relays";
import { Start } from "./views/start";
import { language, words } from "./words";
import "./style/estimates.css";
import "./style/fields.css";

type Shown = ComponentType<{ query: URLSearchParams }>;

const SHOWN: Record<View | "start" | "unknown", Shown> = {
  start: Start,
  relays: Relays,
  path: Path,
  message: Message,
  plan: Plan,
  communities: Communities,
  data: Data,
  unknown: () => <Panes answer={<h1>{words().frame.unknownPage}</h1>} />,
};

export function App() {
  const { view, query } = useAddress();
  useEffect(() => {
    document.addEventListener("click", stay);
    return () => document.removeEventListener("click", stay);
  }, []);
  useReader(view);
  useCommunityNames();
  const said = words().frame;
  document.documentElement.lang = language();
  document.title = view === "start" || view === "unknown" ? said.title : `${said[view]} · ${said.title}`;
  const View = SHOWN[view];
  return (
    <div class="frame">
      <Head view={view} query={query} />
      <Guarded view={view} query={query}>
        <View key={view} query={query} />
      </Guarded>
    </div>
  );
}

function Head({ view, query }: { view: string; query: URLSearchParams }) {
  const said = words().frame;
  const other = language() === "en" ? "fr" : "en";
  return (
    <header>
      <a class="skip" href="#answer">
        {said.skip}
      </a>
      <a class="name" href={addressOf("start", {}, query)}>
        {said.title}
      </a>
      <nav aria-label={said.views}>
        {VIEWS.map((name) => (
          <a key={name} href={addressOf(name, {}, query)} aria-current={name === view ? "page" : undefined}>
            {said[name]}
          </a>
        ))}
      </nav>
      <div class="status">
        <Loaded />
        <a href={here({ lang: other })} hreflang={other} lang={other}>
          {said.otherLanguage}
        </a>
        <Holder />
      </div>
    </header>
  );
}

/** Who is logged in, where a key is needed; the way out is behind the name. */
function Holder() {
  const session = useSession();
  if (!session?.key_needed || session.rights.length === 0) return null;
  return (
    <details class="holder">
      <summary>
        <bdi>{session.holder ?? words().frame.loggedIn}</bdi>
      </summary>
      <div>
        <SessionNote />
      </div>
    </details>
  );
}

/** Say everything anew once communities have names. */
function useCommunityNames(): void {
  const [, again] = useState({});
  useEffect(() => onNames(() => again({})), []);
}

/** Bring the reader, who may not see it, to the answer of another view. */
function useReader(view: string): void {
  const last = useRef(view);
  useEffect(() => {
    if (last.current !== view) document.getElementById("answer")?.focus({ preventScroll: true });
    last.current = view;
  }, [view]);
}

/** Follow links to the page itself without loading it anew. */
function stay(event: MouseEvent): void {
  const link = (event.target as Element).closest("a");
  const leaves = !link || link.origin !== location.origin || link.target || link.hasAttribute("download");
  if (leaves || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const to = link.getAttribute("href") ?? "";
  if (to.startsWith("#") || link.pathname.startsWith("/v1/") || link.pathname.startsWith("/docs")) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
