// The question of a message: which recorded one, or who starts one, on which topic.

import { ask } from "../../address";
import { day, number } from "../../numbers";
import { nameOf } from "../../parts/account";
import { ChoiceField, type Option } from "../../parts/choice-field";
import { AccountsField, TopicField } from "../../parts/fields";
import { words } from "../../words";
import { type MessageAsked, messages } from "./asked";

const SEARCHED = 200; // the largest; whoever wants another knows its key
const SUGGESTED = 12;

export function MessageQuestion({ asked }: { asked: MessageAsked }) {
  const said = words().message;
  return (
    <>
      <ChoiceField
        label={said.recorded}
        value={asked.message ?? ""}
        placeholder={said.recordedHint}
        suggest={suggested}
        choose={({ value }) => ask({ ...NOTHING, message: value })}
      />
      <p class="or">{said.or}</p>
      <AccountsField
        label={said.starters}
        keys={asked.seeds}
        placeholder={said.startersHint}
        change={(seeds) => ask({ ...NOTHING, seeds, topic: asked.topic })}
      />
      {asked.message === null && (
        <TopicField label={said.topic} value={asked.topic ?? ""} any choose={(topic) => ask({ topic })} />
      )}
    </>
  );
}

const NOTHING = { message: null, seeds: [], topic: null, pace: null, over: null };

async function suggested(text: string, signal: AbortSignal): Promise<Option[]> {
  const said = words().message;
  const { items } = await messages(SEARCHED, { signal });
  const wanted = text.toLocaleLowerCase();
  const options = items
    .map(({ cascade, author, posted_at, people }) => ({
      value: cascade,
      label: author ? nameOf(author) : cascade,
      detail: [said.people(people, number(people)), posted_at && day(posted_at)].filter(Boolean).join(" · "),
    }))
    .filter(({ value, label }) => `${value} ${label}`.toLocaleLowerCase().includes(wanted))
    .slice(0, SUGGESTED);
  return options.length > 0 || text === "" ? options : [{ value: text, label: text, detail: said.byKey }];
}
