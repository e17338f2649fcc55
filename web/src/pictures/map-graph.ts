// From the service's map to what is drawn: accounts as nodes, sized by the answer's value, the leading ones named.

import Graph from "graphology";
import type { Schemas } from "../service/client";
import { communityColour } from "./communities";

export type MapAnswer = Schemas["Map"];
export type MapGraph = Graph<MapNode>;

export interface MapNode {
  x: number;
  y: number;
  size: number;
  color: string;
  name: string;
  /** The leading nodes are above all others. */
  zIndex: number;
}

const SMALLEST = 2; // radius in pixels of an account that carries nobody, and of the leading one
const LARGEST = 13;
const ABOVE = 100; // leading nodes that no other node covers, smaller ones on larger ones
const OUTER = 1.3; // radii of a community, in which nine in ten members are, up to its last ones

/** Return the graph of a map, largest nodes first; `values` take the place of the map's own where given. */
export function graphOf(map: MapAnswer, values?: ReadonlyMap<string, number>): MapGraph {
  const { key, handle, community, x, y } = map.nodes;
  const graph: MapGraph = new Graph({ type: "directed", allowSelfLoops: false });
  const drawn = valued(map, values);
  const most = Math.max(1e-9, drawn[0]?.value ?? 0);
  for (const [rank, { place, value }] of drawn.entries()) {
    graph.addNode(key[place] as string, {
      x: x[place] as number,
      y: y[place] as number,
      size: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(value / most),
      color: communityColour(community[place]),
      name: nameAt(key[place] as string, handle[place]),
      zIndex: rank < ABOVE ? rank + 1 : 0,
    });
  }
  addEdges(graph, map);
  return graph;
}

/** Add edges without attributes, called by their numbers: of 60,000 that spares half of the garbage collection. */
function addEdges(graph: MapGraph, { nodes: { key }, edges: { source, target } }: MapAnswer): void {
  for (let edge = 0; edge < source.length; edge++) {
    const [from, to] = [key[source[edge] as number], key[target[edge] as number]];
    if (from && to) graph.addEdgeWithKey(edge, from, to);
  }
}

function nameAt(key: string, handle: string | null | undefined): string {
  return handle ? `@${handle}` : key;
}

/** Return the places of accounts with what they carry, most first; unknown is drawn as nothing. */
function valued({ nodes }: MapAnswer, values?: ReadonlyMap<string, number>): { place: number; value: number }[] {
  const known = (place: number) => {
    const own = nodes.value[place] ?? 0;
    return Math.max(0, values ? (values.get(nodes.key[place] as string) ?? 0) : own);
  };
  return nodes.key
    .map((key, place) => ({ key, place, value: key === null ? 0 : known(place) }))
    .filter(({ key }) => key !== null)
    .sort((one, other) => other.value - one.value);
}

/** Return the limits of the drawing: the same for all maps of a network, whoever is in them. */
export function limits({ communities }: MapAnswer): { x: [number, number]; y: [number, number] } | null {
  if (communities.length === 0) return null;
  const ends = (middle: "x" | "y"): [number, number] => [
    Math.min(...communities.map((each) => each[middle] - OUTER * each.radius)),
    Math.max(...communities.map((each) => each[middle] + OUTER * each.radius)),
  ];
  return { x: ends("x"), y: ends("y") };
}
