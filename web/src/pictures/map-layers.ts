// What is drawn around the nodes of the map: soft hulls with the names of communities, the way of a message, labels.

import { communityColour } from "./communities";

type Context = CanvasRenderingContext2D;

export interface Ink {
  dark: boolean;
  ink: string;
  soft: string;
  ground: string;
  grey: string;
}

export interface Hull {
  community: number;
  x: number;
  y: number;
  radius: number;
  name: string;
}

export interface Spot {
  x: number;
  y: number;
  size: number;
}

export interface Named extends Spot {
  name: string;
}

const LABEL = "600 12px system-ui, sans-serif";
const HULL_LABEL = "12px system-ui, sans-serif";
const LONGEST = 32; // letters of a name; the lists have all of them
const NAMED = 26; // pixels of a hull's radius from which on its name fits
const HULL = 0.07; // share of its colour
const BEND = 0.18; // of a step's length

/** Return the colours of the page as it is now, light or dark. */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    dark,
    ink: value("--ink"),
    soft: value("--soft"),
    ground: value("--ground"),
    grey: dark ? "#333a42" : "#d9dde2",
  };
}

/** Return the colour of an edge that keeps a share of it; sigma wants it multiplied by the share already. */
export function edgeColour({ dark }: Ink, share: number): string {
  const part = (full: number) => Math.round(full * share);
  const [red, green, blue] = dark ? [190, 200, 215] : [50, 60, 75];
  return `rgba(${part(red)}, ${part(green)}, ${part(blue)}, ${share.toFixed(3)})`;
}

/** Places that are written on, so that no label covers another. */
export class Written {
  private readonly boxes: [number, number, number, number][] = [];

  /** Tell whether a box is free, and take it if so. */
  take(x: number, y: number, width: number, height: number): boolean {
    const covered = this.boxes.some(
      ([left, top, right, bottom]) => x < right && x + width > left && y < bottom && y + height > top,
    );
    if (!covered) this.boxes.push([x, y, x + width, y + height]);
    return !covered;
  }
}

export function drawHulls(context: Context, hulls: readonly Hull[], { soft, ground }: Ink, written: Written): void {
  for (const { community, x, y, radius } of hulls) {
    context.globalAlpha = HULL;
    context.fillStyle = communityColour(community);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
  context.font = HULL_LABEL;
  for (const { x, y, radius, name: whole } of hulls) {
    const name = short(whole);
    const width = context.measureText(name).width;
    const top = y - radius - 4;
    if (radius < NAMED || !written.take(x - width / 2, top - 12, width, 16)) continue;
    haloed(context, name, x - width / 2, top, soft, ground);
  }
}

/** Draw the steps of a message from account to account, one after another, as bent lines with arrowheads. */
export function drawSteps(context: Context, steps: readonly (readonly [Spot, Spot])[], { ink, ground }: Ink): void {
  for (const [colour, width] of [
    [ground, 5],
    [ink, 2.5],
  ] as const) {
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = width;
    context.lineCap = "round";
    for (const [from, to] of steps) drawStep(context, from, to);
  }
}

function drawStep(context: Context, from: Spot, to: Spot): void {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [bentX, bentY] = [(from.x + to.x) / 2 - BEND * dy, (from.y + to.y) / 2 + BEND * dx];
  const angle = Math.atan2(to.y - bentY, to.x - bentX);
  const [endX, endY] = [to.x - to.size * Math.cos(angle), to.y - to.size * Math.sin(angle)];
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(bentX, bentY, endX, endY);
  context.stroke();
  context.beginPath();
  context.moveTo(endX, endY);
  for (const side of [-0.4, 0.4]) context.lineTo(endX - 9 * Math.cos(angle + side), endY - 9 * Math.sin(angle + side));
  context.closePath();
  context.fill();
}

/** Draw names beside their nodes, the first ones first; one that would cover another, or be cut, is left out. */
export function drawNames(context: Context, named: readonly Named[], { ink, ground }: Ink, written: Written): void {
  context.font = LABEL;
  for (const { x, y, size, name: whole } of named) {
    const name = short(whole);
    const width = context.measureText(name).width;
    const fits = (left: number) => left >= 0 && left + width <= context.canvas.clientWidth;
    const sides = [x + size + 5, x - size - 5 - width].filter(fits);
    const left = sides.find((side) => written.take(side, y - 8, width, 16));
    if (left !== undefined) haloed(context, name, left, y + 4, ink, ground);
  }
}

/** Return how sigma draws the node under the pointer: ringed and named, whatever is beside it. */
export function hoverDrawer(ink: () => Ink) {
  return (context: Context, data: Spot & { name?: string }): void => {
    context.strokeStyle = ink().ink;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(data.x, data.y, data.size + 2, 0, 2 * Math.PI);
    context.stroke();
    context.font = LABEL;
    if (data.name) haloed(context, short(data.name), data.x + data.size + 5, data.y + 4, ink().ink, ink().ground);
  };
}

function short(name: string): string {
  const letters = [...name];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : name;
}

function haloed(context: Context, text: string, x: number, y: number, colour: string, ground: string): void {
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = ground;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
