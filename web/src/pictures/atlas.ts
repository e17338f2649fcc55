// The map on the screen: sigma draws nodes and edges, two canvases of ours the hulls and the way of a message.

import Graph from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import { graphOf, limits, type MapAnswer, type MapGraph, type MapNode } from "./map-graph";
import {
  drawHulls,
  drawNames,
  drawSteps,
  edgeColour,
  type Hull,
  hoverDrawer,
  type Ink,
  inkOf,
  type Named,
  Written,
} from "./map-layers";

/** What stands out: everybody else is grey, as far as anything of it is given. */
export interface Highlight {
  selected?: string | null;
  steps?: readonly (readonly [string, string])[];
  shown?: ReadonlySet<string>;
}

/** What is drawn, and what communities are called. */
export interface Drawn {
  map: MapAnswer;
  values?: ReadonlyMap<string, number>;
  communityName: (community: number) => string;
}

const HIDDEN: Partial<EdgeDisplayData> = { hidden: true };
const NAMED = 20; // as many names as a reader takes in
const LEAST_WALKED = 4; // radius in pixels of whom a message passes
const GREY_SIZE = 3; // and at most of who stands behind
const FOREMOST = 1000;
const FASTER = 300; // milliseconds of a zoom, for those who like things to move
const FAINT = 0.1; // share of its colour that an edge keeps,
const MANY = 3000; // and less beyond so many, so that they do not become a blot
const USUAL_ROOM = 640; // pixels of the shorter side,
const LEAST_ROOM = 0.6; // and how much smaller
const MOST_ROOM = 1.8; // or larger nodes are on other screens

export class Atlas {
  private readonly sigma: Sigma<MapNode>;
  private readonly hullLayer: CanvasRenderingContext2D;
  private readonly stepLayer: CanvasRenderingContext2D;
  private readonly nameLayer: CanvasRenderingContext2D;
  private readonly stopWatching: () => void;
  private ink: Ink;
  private drawn: Drawn | null = null;
  private graph: MapGraph = new Graph();
  private highlight: Highlight = {};
  private lit: ReadonlySet<string> | null = null;
  private edge: Partial<EdgeDisplayData> = {}; // as nearly all are drawn: one for all, which none has to be copied from

  constructor(
    private readonly place: HTMLElement,
    choose: (key: string | null) => void,
  ) {
    this.ink = inkOf(place);
    this.sigma = new Sigma<MapNode>(this.graph, place, {
      allowInvalidContainer: true,
      // Points and lines: where WebGL is drawn by software, sigma's usual instances take four times as long.
      nodeProgramClasses: { circle: NodePointProgram },
      edgeProgramClasses: { line: EdgeLineProgram },
      defaultDrawNodeHover: hoverDrawer(() => this.ink),
      hideEdgesOnMove: true,
      nodeReducer: (node, told) => this.shownNode(node, told),
      edgeReducer: (edge) => this.shownEdge(edge),
      renderLabels: false, // they are ours: the leading ones, in their order
      stagePadding: 24,
      zIndex: true,
      zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio) / this.room(),
    });
    const layer = (name: string, options: object) => {
      this.sigma.createCanvasContext(name, { style: { pointerEvents: "none" }, ...options });
      return (this.sigma.getCanvases()[name] as HTMLCanvasElement).getContext("2d") as CanvasRenderingContext2D;
    };
    this.hullLayer = layer("hulls", { beforeLayer: "edges" });
    this.stepLayer = layer("steps", { afterLayer: "edges" });
    this.nameLayer = layer("names", { afterLayer: "nodes" });
    this.stopWatching = this.watch(choose);
    this.sigma.resize(true); // else the layers have no size
  }

  /** Draw another map, or the same with other values; whoever looks at a part goes on looking at it. */
  draw(drawn: Drawn, highlight: Highlight): void {
    this.drawn = drawn;
    this.graph = graphOf(drawn.map, drawn.values);
    this.edge = { color: this.edgeColour(drawn.map), size: 1 };
    this.highlight = highlight;
    this.lit = this.litNodes(highlight);
    this.sigma.setCustomBBox(limits(drawn.map));
    this.sigma.setGraph(this.graph); // last: it draws at once, all of the above
  }

  light(highlight: Highlight): void {
    const before = this.lit;
    this.highlight = highlight;
    this.lit = this.litNodes(highlight);
    if (this.lit !== null || before !== null) this.sigma.scheduleRefresh();
  }

  /** Move the view by shares of its width and height. */
  pan(right: number, down: number): void {
    const camera = this.sigma.getCamera();
    const { x, y, ratio } = camera.getState();
    void camera.animate({ x: x + right * ratio, y: y - down * ratio }, { duration: duration() / 3 });
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.getState().ratio * factor }, { duration: duration() });
  }

  whole(): void {
    void this.sigma.getCamera().animatedReset({ duration: duration() });
  }

  /** Tell where a node is on the screen, in pixels of the picture; null where it is not drawn. */
  spot(key: string): { x: number; y: number; size: number } | null {
    const shown = this.sigma.getNodeDisplayData(key);
    if (!shown || !this.graph.hasNode(key)) return null;
    const { x, y } = this.sigma.graphToViewport(this.graph.getNodeAttributes(key));
    return { x, y, size: this.sigma.scaleSize(shown.size) };
  }

  kill(): void {
    this.stopWatching();
    this.sigma.kill();
  }

  private watch(choose: (key: string | null) => void): () => void {
    this.sigma.on("clickNode", ({ node }) => choose(node));
    this.sigma.on("clickStage", () => choose(null));
    this.sigma.on("enterNode", () => this.place.classList.add("over"));
    this.sigma.on("leaveNode", () => this.place.classList.remove("over"));
    this.sigma.on("afterRender", () => this.drawAround()); // before, it would be where the camera was
    const size = new ResizeObserver(() => {
      const { width, height } = this.sigma.getDimensions();
      if (width !== this.place.offsetWidth || height !== this.place.offsetHeight) this.sigma.scheduleRender();
    });
    size.observe(this.place);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const recolour = () => {
      this.ink = inkOf(this.place);
      if (this.drawn) this.draw(this.drawn, this.highlight);
    };
    dark.addEventListener("change", recolour);
    return () => {
      size.disconnect();
      dark.removeEventListener("change", recolour);
    };
  }

  private edgeColour({ edges }: MapAnswer): string {
    return edgeColour(this.ink, FAINT * Math.min(1, this.room(), Math.sqrt(MANY / edges.source.length)));
  }

  /** Return how large nodes are drawn: as large as they are made where the picture is as large as usual. */
  private room(): number {
    const { offsetWidth, offsetHeight } = this.place;
    return Math.min(MOST_ROOM, Math.max(LEAST_ROOM, Math.min(offsetWidth, offsetHeight) / USUAL_ROOM));
  }

  private drawAround(): void {
    const { width, height } = this.sigma.getDimensions();
    for (const layer of [this.hullLayer, this.stepLayer, this.nameLayer]) layer.clearRect(0, 0, width, height);
    const written = new Written();
    drawSteps(this.stepLayer, this.steps(), this.ink);
    drawNames(this.nameLayer, this.named(), this.ink, written);
    drawHulls(this.hullLayer, this.hulls(), this.ink, written);
  }

  /** Return whom to name, in the order of what they are to the reader. */
  private named(): Named[] {
    const { selected, steps } = this.highlight;
    const leading = this.graph
      .nodes()
      .slice(0, NAMED)
      .filter((node) => !this.lit || this.lit.has(node));
    const nodes = new Set([...(selected ? [selected] : []), ...(steps ?? []).flat(), ...leading]);
    return [...nodes].flatMap((node) => {
      const spot = this.spot(node);
      return spot ? [{ ...spot, name: this.graph.getNodeAttribute(node, "name") }] : [];
    });
  }

  private hulls(): Hull[] {
    const pixels = (from: { x: number; y: number }) => this.sigma.graphToViewport(from);
    const { map, communityName } = this.drawn ?? { map: { communities: [] }, communityName: String };
    return map.communities.map(({ community, x, y, radius }) => {
      const [middle, rim] = [pixels({ x, y }), pixels({ x: x + radius, y })];
      const apart = Math.hypot(rim.x - middle.x, rim.y - middle.y);
      return { community, ...middle, radius: apart, name: communityName(community) };
    });
  }

  private steps() {
    return (this.highlight.steps ?? []).flatMap(([from, to]) => {
      const [one, other] = [this.spot(from), this.spot(to)];
      return one && other ? [[one, other] as const] : [];
    });
  }

  private litNodes({ selected, steps, shown }: Highlight): ReadonlySet<string> | null {
    const lit = new Set<string>([...(shown ?? []), ...(steps ?? []).flat()]);
    if (selected && this.graph.hasNode(selected)) {
      lit.add(selected);
      if (!shown && !steps?.length) for (const near of this.graph.neighbors(selected)) lit.add(near);
    }
    return shown || lit.size > 0 ? lit : null;
  }

  private shownNode(node: string, told: MapNode): Partial<NodeDisplayData> {
    if (this.lit === null) return told;
    const { selected, steps } = this.highlight;
    const walked = node === selected || (steps ?? []).some((step) => step.includes(node));
    if (walked) return { ...told, size: Math.max(told.size, LEAST_WALKED), zIndex: FOREMOST };
    if (this.lit?.has(node)) return told;
    return { ...told, color: this.ink.grey, size: Math.min(told.size, GREY_SIZE), zIndex: -1 };
  }

  private shownEdge(edge: string): Partial<EdgeDisplayData> {
    if (this.lit === null) return this.edge;
    const { selected, steps } = this.highlight;
    if (selected && !steps?.length && this.graph.hasExtremity(edge, selected)) {
      return { color: this.graph.getNodeAttribute(selected, "color"), size: 2 };
    }
    return HIDDEN;
  }
}

function duration(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : FASTER;
}
