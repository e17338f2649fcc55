// Who is rising: whose share of all that is passed on has grown between two windows, and how much of that is chance.

import { useMemo } from "preact/hooks";
import { here } from "../../address";
import { day, number } from "../../numbers";
import { Asked } from "../../parts/asked";
import { DaysField, daysAsked, LackingNote, lacking } from "../../parts/days";
import { TopicField } from "../../parts/fields";
import { Panes } from "../../parts/frame";
import { Topics } from "../../parts/topics";
import { Warnings } from "../../parts/warnings";
import { TopicMap } from "../../pictures/topic-map";
import { type Answered, useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { change, FilterFields, RelayKinds } from "../relays/question";
import { risingAsked } from "./asked";
import { ChosenRising } from "./chosen";
import { RisingList } from "./list";
import { RisingSentence } from "./sentence";
import "../../style/relays.css";
import "../../style/data.css";

type Told = Schemas["Rising"];

export function Rising({ query }: { query: URLSearchParams }) {
  const asked = risingAsked(query);
  const rising = useAnswer<Told>(JSON.stringify(asked), (how) =>
    answerOf(service.GET("/v1/accounts/rising", { params: { query: asked }, signal: how.signal }), how),
  );
  return (
    <Panes
      question={<Question query={query} />}
      picture={<Picture query={query} items={rising.answer?.items ?? NONE} />}
      answer={<Answer rising={rising} query={query} />}
    />
  );
}

const NONE: Told["items"] = [];

function Question({ query }: { query: URLSearchParams }) {
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <RelayKinds query={query} />
      <TopicField
        label={words().relays.topic}
        any
        value={query.get("topic") ?? ""}
        choose={(topic) => change({ topic, account: null })}
      />
      <DaysField label={words().rising.days} query={query} />
      <FilterFields query={query} />
    </form>
  );
}

function Answer({ rising, query }: { rising: Answered<Told>; query: URLSearchParams }) {
  const lacks = lacking(rising.problem);
  if (lacks) return <LackingNote of={lacks} days={daysAsked(query)} />;
  return (
    <>
      <Asked of={rising}>
        {(told) => {
          const { items } = told;
          const chosen = items.find(({ account }) => account.key === query.get("account")) ?? items[0];
          return (
            <>
              <RisingSentence rising={told} query={query} />
              <RisingList items={items} chosen={chosen?.account.key ?? null} />
              <Pages told={told} />
              {chosen && <ChosenRising item={chosen} days={told.days} query={query} />}
              <Behind told={told} />
            </>
          );
        }}
      </Asked>
      {rising.problem?.status === 404 && <Topics query={query} title={words().start.topics} />}
    </>
  );
}

function Pages({ told: { next_cursor, items } }: { told: Told }) {
  const said = words().relays;
  const first = items[0]?.rank ?? 1;
  if (!next_cursor && first === 1) return null;
  return (
    <p class="pages">
      {first > 1 && <a href={here({ cursor: null, account: null })}>{said.before}</a>}
      {next_cursor && <a href={here({ cursor: next_cursor, account: null })}>{said.more}</a>}
    </p>
  );
}

function Behind({ told: { now, before, meta } }: { told: Told }) {
  const said = words().rising;
  const window = ({ since, until, actions }: Schemas["RisingWindow"]) =>
    said.window(day(since), day(until), number(actions));
  return (
    <details class="behind">
      <summary>{words().relays.behind}</summary>
      <p>{said.how}</p>
      <p>{said.scale}</p>
      <p>{window(now)}</p>
      <p>{window(before)}</p>
      <Warnings of={meta.warnings} />
    </details>
  );
}

/** Show where they are in the network, as large as their shares have grown for sure. */
function Picture({ query, items }: { query: URLSearchParams; items: Told["items"] }) {
  const account = query.get("account");
  const listed = items.map(({ account }) => account.key);
  const values = useMemo(() => new Map(items.map(({ account, growth }) => [account.key, growth.low])), [items]);
  return (
    <div class="relays-picture">
      <TopicMap
        topic={query.get("topic")}
        name={words().rising.map}
        listed={listed}
        selected={listed.includes(account ?? "") ? account : null}
        values={values.size > 0 ? values : undefined}
      />
    </div>
  );
}
