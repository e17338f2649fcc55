// Limits by group: at least or at most so many of a community, a platform, a language.

import { useState } from "preact/hooks";
import { Chips } from "../../parts/chips";
import { NumberField } from "../../parts/number-field";
import { SelectField } from "../../parts/select-field";
import { communityName } from "../../pictures/communities";
import { words } from "../../words";
import { type Limit, limitText, whole } from "./question";

interface Limits {
  limits: readonly Limit[];
  change: (limits: Limit[]) => void;
}

const BLANK = { by: "community", of: "", least: "", most: "" };
const DIVISIONS = ["community", "platform", "language"] as const;

export function LimitsField({ limits, change }: Limits) {
  const said = words().plan;
  const [draft, setDraft] = useState(BLANK);
  const limit = limitOf(draft);
  const add = () => {
    if (!limit) return;
    change([...limits.filter(({ by, of }) => by !== limit.by || of !== limit.of), limit]);
    setDraft({ ...BLANK, by: draft.by });
  };
  return (
    <fieldset class="plan-limits">
      <legend>{said.limits}</legend>
      <SelectField
        label={said.division}
        value={draft.by}
        options={DIVISIONS.map((value) => ({ value, label: said.divisions[value] }))}
        choose={(by) => setDraft({ ...draft, by })}
      />
      <label class="field">
        <span class="label">{said.of}</span>
        <input value={draft.of} onInput={(event) => setDraft({ ...draft, of: event.currentTarget.value })} />
      </label>
      <div class="bounds">
        <NumberField label={said.atLeast} value={draft.least} choose={(least) => setDraft({ ...draft, least })} />
        <NumberField label={said.atMost} value={draft.most} choose={(most) => setDraft({ ...draft, most })} />
      </div>
      <button type="button" disabled={!limit} onClick={add}>
        {said.addLimit}
      </button>
      <Chips
        label={said.limits}
        chips={limits.map((each) => ({ key: limitText(each), name: limitName(each) }))}
        remove={(key) => change(limits.filter((each) => limitText(each) !== key))}
      />
    </fieldset>
  );
}

/** Return the limit that a draft means, communities counted from 1 as everywhere on the page; null until it is one. */
function limitOf({ by, of, least, most }: typeof BLANK): Limit | null {
  const division = DIVISIONS.find((each) => each === by) ?? "community";
  const number = whole(of, 1);
  const name = division !== "community" ? of.trim() : number === null ? "" : String(number - 1);
  const limit = { by: division, of: name, at_least: whole(least, 0), at_most: whole(most, 0) };
  return name && (limit.at_least !== null || limit.at_most !== null) ? limit : null;
}

function limitName({ by, of, at_least, at_most }: Limit): string {
  const name = by === "community" ? communityName(whole(of, 0), words().common) : of;
  return words().plan.limitOf(
    name,
    at_least === null ? null : String(at_least),
    at_most === null ? null : String(at_most),
  );
}
