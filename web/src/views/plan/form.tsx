// The question of a plan: how many or for how much, among whom, and who counts.

import { useState } from "preact/hooks";
import { ask } from "../../address";
import { AccountsField, TopicField } from "../../parts/fields";
import { NumberField } from "../../parts/number-field";
import { SelectField } from "../../parts/select-field";
import { words } from "../../words";
import { LimitsField } from "./limits";
import { isComplete, type Objective, parametersOf, type Question } from "./question";

interface Form {
  question: Question;
  currency: string | null;
  busy: boolean;
  make: () => void;
}

export function PlanForm({ question, currency, busy, make }: Form) {
  const said = words().plan;
  const [missing, setMissing] = useState(false);
  const change = (part: Partial<Question>) => {
    setMissing(false);
    ask(parametersOf({ ...question, ...part }), { replace: true });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    setMissing(!isComplete(question));
    if (isComplete(question)) make();
  };
  return (
    <form class="plan-form" onSubmit={submit} noValidate>
      <TopicField
        any
        label={words().relays.topic}
        value={question.topic ?? ""}
        choose={(topic) => change({ topic: topic || null })}
      />
      <Numbers question={question} currency={currency} change={change} />
      <SelectField
        label={said.objective}
        value={question.objective}
        options={(["reach", "spread"] as const).map((value) => ({ value, label: said.objectives[value] }))}
        choose={(objective) => change({ objective: objective as Objective })}
      />
      <More question={question} change={change} />
      {missing && <p role="alert">{said.missing}</p>}
      <button type="submit" class="main" disabled={busy}>
        {said.make}
      </button>
    </form>
  );
}

interface Part {
  question: Question;
  change: (part: Partial<Question>) => void;
}

function Numbers({ question, currency, change }: Part & { currency: string | null }) {
  const said = words().plan;
  const { budget, k, acceptance } = question;
  return (
    <>
      <NumberField
        label={said.budget(currency)}
        value={shown(budget)}
        step="any"
        choose={(text) => change({ budget: given(text) || null })}
      />
      <NumberField label={said.k} value={shown(k)} min={1} choose={(text) => change({ k: given(text) })} />
      <NumberField
        label={said.acceptance}
        value={shown(acceptance === null ? null : Math.round(acceptance * 1000) / 10)}
        max={100}
        step="any"
        choose={(text) => change({ acceptance: text === "" ? null : Number(text) / 100 })}
      />
    </>
  );
}

function More({ question, change }: Part) {
  const said = words().plan;
  const { largest, minimum, include, exclude, targets, limits } = question;
  const some = [largest, minimum].some((value) => value !== null);
  const named = include.length + exclude.length + targets.length;
  return (
    <>
      <details open={some || limits.length > 0}>
        <summary>{said.moreLimits}</summary>
        <NumberField label={said.largest} value={shown(largest)} choose={(text) => change({ largest: given(text) })} />
        <NumberField
          label={said.minimum}
          value={shown(minimum)}
          min={1}
          choose={(text) => change({ minimum: given(text) })}
        />
        <LimitsField limits={limits} change={(limits) => change({ limits })} />
      </details>
      <details open={named > 0 && named <= FEW}>
        <summary>{named > 0 ? `${said.musts} (${named})` : said.musts}</summary>
        <AccountsField label={said.include} keys={include} change={(include) => change({ include })} />
        <AccountsField label={said.exclude} keys={exclude} change={(exclude) => change({ exclude })} />
        <AccountsField label={said.targets} keys={targets} change={(targets) => change({ targets })} />
      </details>
    </>
  );
}

const FEW = 8; // names that are shown without being asked for

function shown(value: number | null): string {
  return value === null ? "" : String(value);
}

function given(text: string): number | null {
  return text === "" ? null : Number(text);
}
