// How to take the network along: as a file for other software, and by the interface that this page asks.

import { useState } from "preact/hooks";
import { ask } from "../../address";
import { Asked } from "../../parts/asked";
import { TopicField } from "../../parts/fields";
import { SelectField } from "../../parts/select-field";
import { save } from "../../pictures/slide";
import { useAnswer } from "../../service/answer";
import { fileOf, service } from "../../service/client";
import type { paths } from "../../service/description";
import { useSession } from "../../service/session";
import { words } from "../../words";

type Format = paths["/v1/exports/{format}"]["get"]["parameters"]["path"]["format"];

const FORMATS: Record<Format, string> = {
  csv: "CSV",
  parquet: "Parquet",
  gexf: "GEXF (Gephi)",
  graphml: "GraphML",
  html: "HTML",
  png: "PNG",
  svg: "SVG",
  pdf: "PDF",
  cytoscape: "Cytoscape",
  graphology: "graphology",
  "node-link": "node-link (NetworkX)",
  cypher: "Cypher (Neo4j)",
  dot: "DOT (Graphviz)",
};
const SCOPES = ["relays", "topic"] as const;

export function Download({ query }: { query: URLSearchParams }) {
  const said = words().data;
  const format = (query.get("format") ?? "csv") as Format;
  const topic = query.get("topic") ?? "";
  const scope = topic !== "" && query.get("scope") === "topic" ? "topic" : "relays";
  const [wanted, setWanted] = useState(0);
  const mayReveal = useSession()?.rights.includes("reveal") ?? false;
  const reveal = mayReveal && query.has("reveal");
  const asked = { scope, reveal, ...(topic ? { topic } : {}) } as const;
  const file = useAnswer(wanted === 0 ? null : `${wanted}`, async (how) => {
    const call = service.GET("/v1/exports/{format}", {
      params: { path: { format }, query: asked },
      parseAs: "blob",
      signal: how.signal,
    });
    const { file, name } = await fileOf(call, how);
    save(file, name);
    return name;
  });
  return (
    <div class="download">
      <h2>{said.download}</h2>
      <TopicField label={said.downloadTopic} any value={topic} choose={(topic) => ask({ topic })} />
      {topic !== "" && (
        <SelectField
          label={said.downloadOf}
          value={scope}
          options={SCOPES.map((value) => ({ value, label: said.downloadScopes[value] }))}
          choose={(scope) => ask({ scope })}
        />
      )}
      <SelectField
        label={said.downloadAs}
        value={format}
        options={Object.entries(FORMATS).map(([value, label]) => ({ value, label }))}
        choose={(format) => ask({ format: format === "csv" ? null : format })}
      />
      {mayReveal && (
        <SelectField
          label={said.downloadCalled}
          value={String(reveal)}
          options={[
            { value: "false", label: said.downloadPseudonyms },
            { value: "true", label: said.downloadNames },
          ]}
          choose={(value) => ask({ reveal: value === "true" })}
        />
      )}
      <button type="button" class="main" onClick={() => setWanted(wanted + 1)} disabled={file.pending}>
        {said.downloadDo}
      </button>
      <Asked of={file}>{(name) => <p role="status">{said.downloaded(name)}</p>}</Asked>
      <p>
        <a href="/docs">{said.documentation}</a>
      </p>
    </div>
  );
}
