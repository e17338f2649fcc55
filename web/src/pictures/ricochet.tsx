// The ricochet picture: a message as a stone that skips, each bounce as high as the new people it touched.

import { createRef, render } from "preact";
import { type Estimate, rounded, span } from "../numbers";
import { told } from "../parts/interval";
import { words } from "../words";
import type { Pace } from "./arcs";
import { type Bounce, drawnBounces } from "./bounces";
import { communityName } from "./communities";
import { type Replay, useReplay } from "./replay";
import { Skipping } from "./skipping";
import { type SlideFormat, saveSlide } from "./slide";
import { useWidth } from "./width";
import "../style/ricochet.css";

interface Ricochet {
  /** The finding, in a sentence. */
  title: string;
  bounces: readonly Bounce[];
  /** A second message laid over the first, and what both are called. */
  over?: { bounces: readonly Bounce[]; names: readonly [string, string] };
  /** What moves it, where the view shows the same moment elsewhere too. */
  replay?: Replay;
  pace?: Pace;
  /** Name of the file for a slide, without its ending. */
  file?: string;
}

const SLIDE_WIDTH = 960;

export function Ricochet({ title, bounces, over, replay, pace = "hop", file = "ricochet" }: Ricochet) {
  const said = words().ricochet;
  const [place, width] = useWidth();
  const shown = drawnBounces(bounces);
  const laid = drawnBounces(over?.bounces ?? []);
  const own = useReplay(shown.length, title);
  const { position, playing, toggle, scrub } = replay ?? own;
  if (shown.length === 0) return <p class="ricochet empty">{said.none}</p>;

  const drawn = { bounces: shown, over: laid, pace, age: span, about: title };
  const note = noteOf(bounces, shown, over?.names);
  const slide = (format: SlideFormat) => {
    const host = Object.assign(document.createElement("div"), { className: "unseen" });
    const drawing = createRef<SVGSVGElement>();
    document.body.append(host);
    render(
      <Skipping {...drawn} width={SLIDE_WIDTH} position={shown.length} head={{ title, note }} drawing={drawing} />,
      host,
    );
    const saved = drawing.current ? saveSlide(drawing.current, file, format) : Promise.resolve();
    void saved.finally(() => {
      render(null, host);
      host.remove();
    });
  };

  return (
    <figure class="ricochet" aria-label={title}>
      <figcaption>
        <h3>{title}</h3>
        <p>{note}</p>
      </figcaption>
      <div ref={place}>{width > 0 && <Skipping {...drawn} width={width} position={position} />}</div>
      <div class="controls">
        <button type="button" onClick={toggle}>
          {playing ? said.pause : said.play}
        </button>
        <Scrubber bounces={shown} position={position} scrub={scrub} />
        <span class="slide">
          {said.slide}
          {(["png", "svg"] as const).map((format) => (
            <button
              key={format}
              type="button"
              aria-label={said.slideAs(format.toUpperCase())}
              onClick={() => slide(format)}
            >
              {format.toUpperCase()}
            </button>
          ))}
        </span>
      </div>
      <Table bounces={bounces} />
    </figure>
  );
}

function noteOf(
  bounces: readonly Bounce[],
  shown: readonly Bounce[],
  names: readonly [string, string] | undefined,
): string {
  const said = words().ricochet;
  const parts = [
    names ? said.laidOver(...names) : said.height,
    shown.some(({ people }) => people.high > people.low) && said.band,
    shown.some(({ community }) => community !== null) && said.colour,
    shown.some(({ crossing }) => crossing) && said.ring,
    bounces.length > shown.length && said.flatter(bounces.length - shown.length),
  ];
  return parts.filter(Boolean).join(words().common.and);
}

function Scrubber({
  bounces,
  position,
  scrub,
}: {
  bounces: readonly Bounce[];
  position: number;
  scrub: Replay["scrub"];
}) {
  const said = words().ricochet;
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    scrub(by > 0 ? Math.floor(position) + 1 : Math.ceil(position) - 1);
  };
  const at = bounces[Math.max(0, Math.ceil(position) - 1)];
  return (
    <input
      type="range"
      min={0}
      max={bounces.length}
      step={0.02}
      value={position}
      aria-label={said.scrub}
      aria-valuetext={position === 0 || !at ? said.thrown : said.seen(String(at.hop), counts(at.people))}
      onInput={(event) => scrub(Number(event.currentTarget.value))}
      onKeyDown={step}
    />
  );
}

function Table({ bounces }: { bounces: readonly Bounce[] }) {
  const { common, ricochet: said } = words();
  const named = bounces.some(({ relay }) => relay);
  const located = bounces.some(({ community }) => community !== null);
  const timed = bounces.some(({ at }) => at !== undefined);
  return (
    <details>
      <summary>{common.table}</summary>
      <table>
        <thead>
          <tr>
            <th>{said.hop}</th>
            <th>{said.people}</th>
            {named && <th>{said.relay}</th>}
            {located && <th>{said.community}</th>}
            {timed && <th>{said.after}</th>}
          </tr>
        </thead>
        <tbody>
          {bounces.map(({ hop, people, relay, community, crossing, at }) => (
            <tr key={hop}>
              <th>{hop}</th>
              <td>{counts(people)}</td>
              {named && (
                <td>
                  <bdi>{relay?.name ?? common.unknown}</bdi>
                </td>
              )}
              {located && (
                <td>
                  {communityName(community, common)}
                  {crossing && `, ${said.crossed}`}
                </td>
              )}
              {timed && <td>{at === undefined ? common.unknown : span(at)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Return an estimate in words, and a count without an interval, which it has not. */
function counts(people: Estimate): string {
  return people.high > people.low ? told(people) : rounded(people);
}
