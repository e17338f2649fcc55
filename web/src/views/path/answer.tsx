// The answer about paths: the sentence, how probable it is by any way, the ways, and what they rest on.

import { ask, here } from "../../address";
import { type Estimate, number, oddsBetween } from "../../numbers";
import { nameOf } from "../../parts/account";
import { Asked } from "../../parts/asked";
import { Called } from "../../parts/called";
import { Interval } from "../../parts/interval";
import { useNames } from "../../parts/names";
import type { Answered } from "../../service/answer";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { KINDS, pathsAsked, wayChosen } from "./asked";
import { listed, Name, Sentence, type Way, worth } from "./sentence";
import { Steps } from "./steps";

type Paths = Schemas["Paths"];

interface Shown {
  found: Answered<Paths>;
  introductions: Answered<Paths>;
  query: URLSearchParams;
}

export function PathAnswer({ found, introductions, query }: Shown) {
  if (pathsAsked(query) === null) return <Asking />;
  return (
    <>
      {!found.answer && <h1 class="unseen">{words().path.question}</h1>}
      <Asked of={found}>
        {(paths) =>
          paths.items.length === 0 ? (
            <NoWay paths={paths} query={query} />
          ) : (
            <>
              <Found paths={paths} query={query} />
              <Asked of={introductions}>{(warm) => <Introduction warm={warm} />}</Asked>
            </>
          )
        }
      </Asked>
    </>
  );
}

function Asking() {
  const said = words().path;
  return (
    <>
      <h1>{said.question}</h1>
      <p class="doubt">{said.questionAbout}</p>
    </>
  );
}

function Found({ paths, query }: { paths: Paths; query: URLSearchParams }) {
  const said = words().path;
  const chosen = wayChosen(query, paths.items.length);
  const way = paths.items[chosen];
  if (!way) return null;
  return (
    <>
      <h1>
        <Sentence way={way} />
      </h1>
      {paths.meta.model?.learned === false && <p class="doubt">{said.unlearned}</p>}
      {paths.any_way && <AnyWay of={paths.any_way} sources={query.getAll("sources").length} />}
      <Ways paths={paths} chosen={chosen} />
      <Steps way={way} query={query} />
    </>
  );
}

const RARE = 0.1; // up to there the scale ends at what is told, else at certainty

function AnyWay({ of: { sees, passes_on }, sources }: { of: Schemas["AnyWay"]; sources: number }) {
  const said = words().path;
  const highest = Math.max(sees.high, passes_on.high);
  const most = highest > RARE ? 1 : highest;
  return (
    <section aria-labelledby="any-way">
      <h2 id="any-way">{said.anyWay}</h2>
      <p class="about">{said.anyWayAbout(sources)}</p>
      <dl class="any-way">
        <Chance name={said.sees} estimate={sees} most={most} />
        <Chance name={said.passes} estimate={passes_on} most={most} />
      </dl>
    </section>
  );
}

const NEARLY_ALWAYS = 0.99;

function Chance({ name, estimate, most }: { name: string; estimate: Estimate; most: number }) {
  const said = words();
  const { count, low, high, of } = oddsBetween(estimate);
  const always = estimate.low >= NEARLY_ALWAYS;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{always ? said.path.always : said.path.odds(count, of)}</strong>
        <Interval estimate={estimate} most={most} />
        <small>{always ? said.path.alwaysAbout : said.common.between(low, high)}</small>
      </dd>
    </div>
  );
}

function Ways({ paths, chosen }: { paths: Paths; chosen: number }) {
  const said = words().path;
  if (paths.items.length < 2 && !paths.has_more) return null;
  const several = new Set(paths.items.map(({ accounts }) => accounts[0]?.key)).size > 1;
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{said.list}</h2>
      <ol class="ways">
        {paths.items.map((way, place) => (
          <li key={way.accounts.map(({ key }) => key).join(" ")}>
            <button type="button" aria-pressed={place === chosen} onClick={() => ask({ way: place + 1 })}>
              <span>{several ? said.routeFrom(<Name of={way.accounts[0]} />, route(way)) : route(way)}</span>
              <span class="worth">{worth(way)}</span>
            </button>
          </li>
        ))}
      </ol>
      {paths.has_more && !new URLSearchParams(location.search).has("more") && (
        <a href={here({ more: 1 })}>{said.more}</a>
      )}
    </section>
  );
}

function route({ accounts }: Way) {
  const said = words().path;
  const between = accounts.slice(1, -1);
  return between.length === 0 ? said.routeDirect : said.route(listed(between.map(nameOf)));
}

function Introduction({ warm }: { warm: Paths }) {
  const said = words().path;
  const accounts = warm.items[0]?.accounts;
  const to = <Name of={accounts?.[accounts.length - 1]} />;
  const between = accounts?.slice(1, -1) ?? [];
  return (
    <section aria-labelledby="introduction">
      <h2 id="introduction">{said.chain}</h2>
      {!accounts && <p>{said.chainNone}</p>}
      {accounts && between.length === 0 && <p>{said.chainDirect(to)}</p>}
      {between.length > 0 && (
        <>
          <p>{said.chainAbout(listed(between.map(nameOf)), to)}</p>
          <a href={here({ by: "warm", way: null, more: null })}>{said.chainShow}</a>
        </>
      )}
    </section>
  );
}

function NoWay({ paths, query }: { paths: Paths; query: URLSearchParams }) {
  const said = words().path;
  const sources = query.getAll("sources");
  const target = query.get("target") ?? "";
  const name = useNames([...sources, target]);
  const nobody = { influence: said.nobody, warm: said.nobodyWarm, time: said.nobodyTime }[paths.by];
  return (
    <>
      <h1>{nobody(listed(sources.map(name)), <Called name={name(target)} />)}</h1>
      {paths.separation && <Apart separation={paths.separation} sources={sources.length} />}
      <h2>{said.tryThis}</h2>
      <ul class="try">
        {paths.by === "influence" && query.has("topic") && (
          <li>
            <a href={here({ topic: null })}>{said.allTopics}</a>
          </li>
        )}
        {KINDS.filter((kind) => kind !== paths.by).map((kind) => (
          <li key={kind}>
            <a href={here({ by: kind === "influence" ? null : kind })}>{said.tryKind[kind]}</a>
          </li>
        ))}
        <li>{said.tryOther}</li>
      </ul>
    </>
  );
}

function Apart({ separation, sources }: { separation: Schemas["Separation"]; sources: number }) {
  const said = words().path;
  const [reached, reaching] = [separation.reached - sources, separation.reaching - 1]; // without themselves
  return (
    <p class="doubt">
      {said.reached(reached, number(reached))} {said.reaching(reaching, number(reaching))}
    </p>
  );
}
