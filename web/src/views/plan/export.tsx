// A plan to take along: its list for a spreadsheet, its picture for a slide, its network for other software.

import { useState } from "preact/hooks";
import { Asked } from "../../parts/asked";
import { save } from "../../pictures/slide";
import { useAnswer } from "../../service/answer";
import { fileOf, type Schemas, service } from "../../service/client";
import { useSession } from "../../service/session";
import { words } from "../../words";
import { planTable } from "./table";

type Format = "png" | "pdf" | "svg" | "gexf" | "graphml" | "csv" | "parquet" | "html";

const SLIDES: readonly Format[] = ["png", "pdf", "svg"];
const NETWORKS: readonly Format[] = ["gexf", "graphml", "csv", "parquet", "html"];

export function PlanExport({ plan }: { plan: Schemas["Plan"] }) {
  const said = words().plan;
  const [wanted, setWanted] = useState<{ format: Format; time: number } | null>(null);
  const reveal = useSession()?.rights.includes("reveal") ?? false; // who may see names has them in the files too
  const query = { scope: "plan", plan: plan.id, reveal } as const;
  const file = useAnswer(wanted && JSON.stringify([wanted, query]), async (how) => {
    const params = { path: { format: (wanted as { format: Format }).format }, query };
    const call = service.GET("/v1/exports/{format}", { params, signal: how.signal, parseAs: "blob" });
    const found = await fileOf(call, how);
    save(found.file, found.name);
    return found.name;
  });
  const links = (formats: readonly Format[]) =>
    formats.map((format) => (
      <a
        key={format}
        download
        href={`/v1/exports/${format}?${new URLSearchParams({ scope: "plan", plan: plan.id, reveal: String(reveal) })}`}
        onClick={(event) => {
          event.preventDefault(); // a long one is a job, whose result is the file
          setWanted({ format, time: performance.now() });
        }}
      >
        {format.toUpperCase()}
      </a>
    ));
  return (
    <section class="plan-export" aria-label={said.export}>
      <h2>{said.export}</h2>
      <p>
        <button type="button" onClick={() => save(table(plan), `ricochet-plan-${plan.id.slice(0, 8)}.csv`)}>
          {said.exportTable}
        </button>
      </p>
      <p>
        {words().common.named(said.exportSlide)} {links(SLIDES)}
      </p>
      <p>
        {words().common.named(said.exportNetwork)} {links(NETWORKS)}
      </p>
      <Asked of={file}>{(name) => <p role="status">{name}</p>}</Asked>
    </section>
  );
}

function table(plan: Schemas["Plan"]): Blob {
  return new Blob(["\ufeff", planTable(plan)], { type: "text/csv" }); // the mark makes spreadsheets read UTF-8
}
