// Communities as one node each, as large as their people, joined by bent lines as thick as what they carry across.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { communityColour } from "./communities";
import { type Circle, lines, placed, type Supernode } from "./supernode-places";
import "../style/supernodes.css";

export interface Link {
  origin: number;
  destination: number;
  carried: number;
}

interface Supernodes {
  name: string;
  communities: readonly Supernode[];
  /** Strongest first. */
  links: readonly Link[];
  /** The community that the answer is about, or two of them. */
  chosen: readonly number[];
  /** Address that opens a community, what it is called, and what is said below. */
  open: (community: number) => { href: string; name: string; about: ComponentChildren };
}

const ROOMY = 44; // pixels of a radius in which a name and a number of people fit,
const TIGHT = 28; // and below which only the community's number does

export function Supernodes({ name, communities, links, chosen, open }: Supernodes) {
  const place = useRef<HTMLElement>(null);
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const measured = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measured();
    const size = new ResizeObserver(measured);
    size.observe(element);
    return () => size.disconnect();
  }, []);
  const circles = placed(communities, width, height);
  return (
    <nav class="supernodes" ref={place} aria-label={name}>
      <svg width={width} height={height} aria-hidden="true">
        {lines(circles, links, chosen).map(({ key, path, width, origin, faint }) => (
          <path key={key} d={path} stroke={communityColour(origin)} stroke-width={width} class={faint ? "faint" : ""} />
        ))}
      </svg>
      {circles.map((circle) => (
        <Node key={circle.community} circle={circle} chosen={chosen} {...open(circle.community)} />
      ))}
    </nav>
  );
}

interface Node {
  circle: Circle;
  chosen: readonly number[];
  href: string;
  name: string;
  about: ComponentChildren;
}

function Node({ circle: { community, x, y, radius }, chosen, href, name, about }: Node) {
  const style = {
    left: `${x - radius}px`,
    top: `${y - radius}px`,
    width: `${2 * radius}px`,
    height: `${2 * radius}px`,
    "--colour": communityColour(community),
  };
  const away = chosen.length > 0 && !chosen.includes(community);
  return (
    <a
      class={away ? "supernode away" : "supernode"}
      href={href}
      style={style}
      aria-current={chosen.includes(community) ? "true" : undefined}
    >
      <span class={radius < ROOMY ? "small" : undefined}>
        {radius < TIGHT && <span aria-hidden="true">{community + 1}</span>}
        <bdi class={radius < TIGHT ? "unseen" : undefined}>{name}</bdi>
        <small>{about}</small>
      </span>
    </a>
  );
}
