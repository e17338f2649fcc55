// What stands between the page and a view: a service that does not answer, a key, a store without data, a fault.

import type { ComponentChildren } from "preact";
import { useEffect, useErrorBoundary, useRef, useState } from "preact/hooks";
import { useFirstSession } from "../service/session";
import { useStanding } from "../service/standing";
import { LogIn } from "../views/login";
import { Start } from "../views/start";
import { words } from "../words";
import { Panes } from "./frame";
import { useNetwork } from "./loaded";

interface Guarded {
  view: string;
  query: URLSearchParams;
  children: ComponentChildren;
}

const WITHOUT_DATA = ["start", "data", "unknown"]; // views that have something to say of an empty store

export function Guarded({ view, query, children }: Guarded) {
  useFirstSession();
  const standing = useStanding();
  const empty = useNetwork().answer?.accounts === 0 && !WITHOUT_DATA.includes(view);
  return (
    <>
      <Reachable />
      {standing === "locked" && <LogIn />}
      {(standing === "well" || standing === "unreachable") && (
        <Whole of={`${view}?${query}`}>{empty ? <Start query={query} /> : children}</Whole>
      )}
    </>
  );
}

const BACK_MS = 4000;

/** Say that the service does not answer, and for a moment that it does again. */
function Reachable() {
  const away = useStanding() === "unreachable";
  const was = useRef(false);
  const [back, setBack] = useState(false);
  useEffect(() => {
    setBack(was.current && !away);
    was.current = away;
    const timer = setTimeout(() => setBack(false), BACK_MS);
    return () => clearTimeout(timer);
  }, [away]);
  const said = words().problems;
  return (
    <div class="standing" role="status">
      {away && (
        <p>
          <strong>{said.unreachable}.</strong> {said.unreachableRemedy}
        </p>
      )}
      {back && <p>{said.back}</p>}
    </div>
  );
}

/** A view, or what it failed on: the rest of the page stays. */
function Whole({ of, children }: { of: string; children: ComponentChildren }) {
  const [fault, forget] = useErrorBoundary();
  const said = words();
  useEffect(forget, [of]);
  if (fault === undefined) return <>{children}</>;
  return (
    <Panes
      answer={
        <div class="problem" role="alert">
          <h1>{said.problems.broken}</h1>
          <p>{said.problems.brokenRemedy}</p>
          <pre lang="en">{String(fault)}</pre>
          <button type="button" onClick={forget}>
            {said.common.retry}
          </button>
        </div>
      }
    />
  );
}
