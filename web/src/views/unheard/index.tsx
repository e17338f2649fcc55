// Which people have heard nothing for a time, and through whom they could.

import { useMemo } from "preact/hooks";
import { ask } from "../../address";
import { day } from "../../numbers";
import { Asked } from "../../parts/asked";
import { DaysField, daysAsked, LackingNote, lacking } from "../../parts/days";
import { AccountsField, TopicField } from "../../parts/fields";
import { Panes } from "../../parts/frame";
import { NumberField } from "../../parts/number-field";
import { Topics } from "../../parts/topics";
import { Warnings } from "../../parts/warnings";
import { TopicMap } from "../../pictures/topic-map";
import { type Answered, useAnswer } from "../../service/answer";
import type { Schemas } from "../../service/client";
import { words } from "../../words";
import { PlanKinds } from "../plan/kinds";
import { certainties } from "../plan/sentences";
import { change, FilterFields } from "../relays/question";
import { askUnheard, kAsked, peopleAsked, throughAsked } from "./asked";
import { ThroughList, UnheardList } from "./lists";
import { UnheardSentence } from "./sentence";
import "../../style/relays.css";
import "../../style/communities.css";

type Told = Schemas["Unheard"];

export function Unheard({ query }: { query: URLSearchParams }) {
  const asked = { people: peopleAsked(query), through: throughAsked(query) };
  const people = useAnswer<Told>(JSON.stringify(asked.people), (how) => askUnheard(asked.people, how));
  const some = (people.answer?.counts.unheard ?? 0) > 0 && !people.problem;
  const through = useAnswer<Told>(some ? JSON.stringify(asked.through) : null, (how) => askUnheard(asked.through, how));
  return (
    <Panes
      question={<Question query={query} />}
      picture={
        <Picture query={query} through={through.answer?.through ?? NONE} people={people.answer?.items ?? NOBODY} />
      }
      answer={<Answer people={people} through={through} query={query} />}
    />
  );
}

const NONE: Told["through"] = [];
const NOBODY: Told["items"] = [];

function Question({ query }: { query: URLSearchParams }) {
  const said = words();
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <PlanKinds query={query} />
      <TopicField
        label={said.relays.topic}
        any
        value={query.get("topic") ?? ""}
        choose={(topic) => change({ topic, account: null })}
      />
      <AccountsField
        label={said.unheard.targets}
        placeholder={said.unheard.targetsHint}
        keys={query.getAll("target")}
        change={(target) => change({ target })}
      />
      <DaysField label={said.unheard.days} query={query} />
      <NumberField label={said.plan.k} min={1} max={200} value={String(kAsked(query))} choose={(k) => ask({ k })} />
      <FilterFields query={query} />
    </form>
  );
}

interface Answers {
  people: Answered<Told>;
  through: Answered<Told>;
  query: URLSearchParams;
}

function Answer({ people, through, query }: Answers) {
  const lacks = lacking(people.problem);
  if (lacks) return <LackingNote of={lacks} days={daysAsked(query)} />;
  return (
    <>
      <Asked of={people}>
        {(told) => (
          <>
            <UnheardSentence people={told} through={through.pending ? undefined : through.answer} />
            <Asked of={through}>{({ through }) => <ThroughList through={through} query={query} />}</Asked>
            <UnheardList told={told} query={query} />
            <Behind people={told} through={through.answer} />
          </>
        )}
      </Asked>
      {people.problem?.status === 404 && <Topics query={query} title={words().start.topics} />}
    </>
  );
}

function Behind({ people, through }: { people: Told; through: Told | undefined }) {
  const said = words().unheard;
  const { certificate, meta } = through ?? people;
  return (
    <details class="behind">
      <summary>{words().relays.behind}</summary>
      <p>{said.heard}</p>
      <p>{said.window(day(people.since), day(people.until))}</p>
      {certificate && certainties({ certificate, objective: "reach" }).map((text) => <p key={text}>{text}</p>)}
      <Warnings of={meta.warnings} />
    </details>
  );
}

interface Pictured {
  query: URLSearchParams;
  through: Told["through"];
  people: Told["items"];
}

/** Show who could tell them, as large as so many each would, and those of the list. */
function Picture({ query, through, people }: Pictured) {
  const account = query.get("account");
  const values = useMemo(() => {
    const silent = people.map(({ account }) => [account.key, 0] as const);
    return new Map([...silent, ...through.map(({ account, gain }) => [account.key, gain.value] as const)]);
  }, [through, people]);
  const listed = [...values.keys()];
  return (
    <div class="relays-picture">
      <TopicMap
        topic={query.get("topic")}
        name={words().unheard.map}
        listed={listed}
        selected={listed.includes(account ?? "") ? account : null}
        values={values.size > 0 ? values : undefined}
      />
    </div>
  );
}
