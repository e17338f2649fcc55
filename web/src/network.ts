// The network of an exported page: drawn by sigma from the compressed graph that the page carries in itself.

import Graph from "graphology";
import type { SerializedGraph } from "graphology-types";
import Sigma from "sigma";

type Details = Record<string, unknown>;

const LISTED = 20; // as many names as a reader takes in; the search finds everybody else
const FAINT = 0.15; // share of its colour that an edge keeps,
const MANY = 10_000; // and less beyond so many, so that they do not become a blot
const SMALLEST = 2; // radius in pixels of a node without size, and of the largest
const LARGEST = 14;
const PLACING = new Set(["x", "y", "size", "color", "label", "start", "end"]);

async function carriedGraph(): Promise<Graph> {
  const packed = element("data").textContent ?? "";
  const bytes = Uint8Array.from(atob(packed.trim()), (letter) => letter.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const told = (await new Response(text).json()) as SerializedGraph;
  const graph = new Graph(told.options);
  graph.import(told);
  const widest = Math.max(1e-9, ...graph.mapNodes((_, told) => Number(told["size"])));
  graph.updateEachNodeAttributes((_, told) => ({
    ...told,
    size: SMALLEST + (LARGEST - SMALLEST) * (told["size"] / widest),
  }));
  return graph;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page lacks #${id}`);
  return found;
}

function label(graph: Graph, node: string): string {
  return String(graph.getNodeAttribute(node, "label") ?? node);
}

class View {
  private readonly sigma: Sigma;
  private chosen: string | null = null;
  private hovered: string | null = null;

  constructor(private readonly graph: Graph) {
    const ink = getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
    this.sigma = new Sigma(graph, element("picture"), {
      labelColor: { color: ink },
      labelDensity: 0.5,
      labelRenderedSizeThreshold: 7,
      defaultEdgeType: graph.type === "undirected" ? "line" : "arrow",
      zIndex: true,
      nodeReducer: (node, told) => this.shownNode(node, told),
      edgeReducer: (edge, told) => this.shownEdge(edge, told),
    });
    this.sigma.on("enterNode", ({ node }) => this.hover(node));
    this.sigma.on("leaveNode", () => this.hover(null));
    this.sigma.on("clickNode", ({ node }) => this.choose(node));
    this.sigma.on("clickStage", () => this.choose(null));
  }

  choose(node: string | null): void {
    this.chosen = node;
    tellDetails(this.graph, node);
    if (node !== null) {
      const place = this.sigma.getNodeDisplayData(node);
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (place) void this.sigma.getCamera().animate({ x: place.x, y: place.y }, { duration: still ? 0 : 300 });
    }
    this.sigma.refresh({ skipIndexation: true });
  }

  private hover(node: string | null): void {
    this.hovered = node;
    this.sigma.refresh({ skipIndexation: true });
  }

  private get centre(): string | null {
    return this.hovered ?? this.chosen;
  }

  private shownNode(node: string, told: Details): Details {
    const centre = this.centre;
    if (centre === null || node === centre || this.graph.areNeighbors(node, centre)) {
      return centre === null ? told : { ...told, forceLabel: true, zIndex: 1 };
    }
    return { ...told, label: "", color: dark() ? "#3d444d" : "#d1d9e0" };
  }

  private shownEdge(edge: string, told: Details): Details {
    const centre = this.centre;
    if (centre === null) return { ...told, color: faint(this.graph.size) };
    return this.graph.hasExtremity(edge, centre)
      ? { ...told, color: this.graph.getNodeAttribute(centre, "color"), zIndex: 1 }
      : { ...told, hidden: true };
  }
}

function dark(): boolean {
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function faint(edges: number): string {
  const share = FAINT * Math.min(1, MANY / edges);
  return dark() ? `rgba(255, 255, 255, ${share})` : `rgba(0, 0, 0, ${share})`;
}

function tellDetails(graph: Graph, node: string | null): void {
  const rows = element("details");
  rows.replaceChildren();
  element("chosen").textContent = node === null ? "" : label(graph, node);
  if (node === null) return;
  for (const [name, value] of Object.entries(graph.getNodeAttributes(node) as Details)) {
    if (PLACING.has(name) || value === null) continue;
    const row = document.createElement("tr");
    for (const [tag, text] of [
      ["th", name],
      ["td", String(value)],
    ] as const) {
      row.append(Object.assign(document.createElement(tag), { textContent: text }));
    }
    rows.append(row);
  }
}

function listLargest(graph: Graph, choose: (node: string) => void): void {
  const size = (node: string) => Number(graph.getNodeAttribute(node, "size") ?? 0);
  const largest = graph
    .nodes()
    .sort((a, b) => size(b) - size(a))
    .slice(0, LISTED);
  for (const node of largest) {
    const button = Object.assign(document.createElement("button"), { textContent: label(graph, node), type: "button" });
    button.addEventListener("click", () => choose(node));
    const item = document.createElement("li");
    item.append(button);
    element("largest").append(item);
  }
}

function offerSearch(graph: Graph, choose: (node: string | null) => void): void {
  const named = new Map(graph.nodes().map((node) => [label(graph, node), node]));
  element("names").replaceChildren(
    ...[...named.keys()].map((name) => Object.assign(document.createElement("option"), { value: name })),
  );
  const field = element("search") as HTMLInputElement;
  field.addEventListener("change", () => choose(named.get(field.value) ?? null));
}

async function show(): Promise<void> {
  const graph = await carriedGraph();
  element("counts").textContent = `${graph.order.toLocaleString()} nodes, ${graph.size.toLocaleString()} edges`;
  const view = new View(graph);
  const choose = (node: string | null) => view.choose(node);
  listLargest(graph, choose);
  offerSearch(graph, choose);
  Object.assign(window, { network: graph }); // for who goes on with it in the console
  document.documentElement.dataset["ready"] = "true";
}

show().catch((reason: unknown) => {
  element("counts").textContent = `The network cannot be drawn: ${String(reason)}`;
});
