// How A reaches B: the best paths, by any way at all, and who could introduce them.

import { ask, here } from "../../address";
import { AccountField, AccountsField, TopicField } from "../../parts/fields";
import { Panes } from "../../parts/frame";
import { useNames } from "../../parts/names";
import { SelectField } from "../../parts/select-field";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";
import { PathAnswer } from "./answer";
import { introductionsAsked, KINDS, kindAsked, type PathsQuery, pathsAsked } from "./asked";
import { PathPicture } from "./picture";
import "../../style/path.css";

export function Path({ query }: { query: URLSearchParams }) {
  const found = usePaths(pathsAsked(query));
  const introductions = usePaths(found.answer?.items.length ? introductionsAsked(query) : null);
  return (
    <Panes
      question={<Question query={query} />}
      picture={<PathPicture paths={found.answer} query={query} />}
      answer={<PathAnswer found={found} introductions={introductions} query={query} />}
    />
  );
}

function usePaths(asked: PathsQuery | null) {
  return useAnswer<Schemas["Paths"]>(asked && JSON.stringify(asked), (how) => {
    const query = asked as PathsQuery; // a question that is null is not asked
    return answerOf(service.GET("/v1/paths", { params: { query }, signal: how.signal }), how);
  });
}

function Question({ query }: { query: URLSearchParams }) {
  const said = words().path;
  const target = query.get("target") ?? "";
  const name = useNames(target ? [target] : []);
  const sources = query.getAll("sources");
  const kind = kindAsked(query);
  const change = (changes: Parameters<typeof ask>[0]) => ask({ ...changes, way: null, more: null });
  return (
    <>
      <AccountsField
        label={said.from}
        placeholder={said.fromHint}
        keys={sources}
        change={(keys) => change({ sources: keys })}
      />
      <AccountField label={said.to} value={target && name(target)} choose={(key) => change({ target: key })} />
      {sources.length === 1 && target && (
        <p class="turn">
          <a href={here({ sources: [target], target: sources[0] ?? null, way: null, more: null })}>{said.turn}</a>
        </p>
      )}
      <SelectField
        label={said.by}
        value={kind}
        options={KINDS.map((value) => ({ value, label: said.kinds[value] }))}
        choose={(by) => change({ by: by === "influence" ? null : by })}
      />
      {kind === "influence" && (
        <TopicField label={said.topic} any value={query.get("topic") ?? ""} choose={(topic) => change({ topic })} />
      )}
    </>
  );
}
