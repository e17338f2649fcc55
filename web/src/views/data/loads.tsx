// What was loaded: which file, from where, when, and how much of it was refused.

import { moment, number } from "../../numbers";
import { Asked } from "../../parts/asked";
import { Called } from "../../parts/called";
import { Section } from "../../parts/section";
import { Table } from "../../parts/table";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";

const LISTED = 50;

export function Loads() {
  const said = words().data;
  const loads = useAnswer<Schemas["Loads"]>("loads", (how) =>
    answerOf(service.GET("/v1/loads", { params: { query: { limit: LISTED } }, signal: how.signal }), how),
  );
  return (
    <Section title={said.loads}>
      <Asked of={loads}>{({ items }) => (items.length === 0 ? <Nothing /> : <Listed items={items} />)}</Asked>
    </Section>
  );
}

function Nothing() {
  return (
    <>
      <p>{words().data.loadsNone}</p>
      <pre class="command">
        <code>ricochet load follows.csv reshares.csv.gz --platform twitter</code>
      </pre>
    </>
  );
}

function Listed({ items }: { items: readonly Schemas["LoadEntry"][] }) {
  const said = words();
  const { data } = said;
  const known = (count: number | null) =>
    count === null ? <span class="unknown">{said.common.unknown}</span> : number(count);
  return (
    <Table label={data.loads} heads={[data.file, data.source, data.loaded, data.read, data.kept, data.refused]}>
      {items.map((load) => (
        <tr key={load.load}>
          <th scope="row">
            <Called name={load.file} />
            {load.kind && <small>{kinds(load.kind)}</small>}
          </th>
          <td>
            <Called name={load.source} />
          </td>
          <td>{load.loaded_at ? moment(load.loaded_at) : data.loadsWriting}</td>
          <td class="count">{known(load.read)}</td>
          <td class="count">{known(load.kept)}</td>
          <td class={load.refused ? "count refused" : "count"}>{known(load.refused)}</td>
        </tr>
      ))}
    </Table>
  );
}

function kinds(told: string): string {
  const said = words().data.kinds;
  return told
    .split(/,\s*/)
    .map((kind) => said[kind] ?? kind)
    .join(", ");
}
