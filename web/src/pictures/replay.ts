// Plays, pauses and scrubs a message: how many of its bounces have been seen.

import { useEffect, useRef, useState } from "preact/hooks";

export interface Replay {
  /** Bounces seen, with the part of the one in the air; as many as there are: the picture stands still, whole. */
  position: number;
  playing: boolean;
  toggle: () => void;
  scrub: (position: number) => void;
}

const BOUNCE_MS = 900;
const LONGEST_MS = 12_000;

export function still(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Follow a message.
 *
 * @param bounces How many there are.
 * @param message What is shown, as a text: another one begins anew.
 * @param plays Whether it plays once by itself, for those who do not mind motion.
 */
export function useReplay(bounces: number, message: string, plays = false): Replay {
  const [position, setPosition] = useState(() => (plays && !still() ? 0 : bounces));
  const [playing, setPlaying] = useState(false);
  const seen = useRef(bounces);
  const show = (next: number) => {
    seen.current = next;
    setPosition(next);
  };

  useEffect(() => {
    const starts = plays && bounces > 0 && !still();
    show(starts ? 0 : bounces);
    setPlaying(starts);
  }, [message, bounces]);

  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let last: number | undefined;
    const pace = Math.min(BOUNCE_MS, LONGEST_MS / bounces);
    const step = (now: number) => {
      const passed = last === undefined ? 0 : (now - last) / pace;
      if (!still() || passed >= 1 || last === undefined) {
        last = now;
        show(Math.min(bounces, still() ? Math.floor(seen.current + passed) : seen.current + passed));
      }
      if (seen.current >= bounces) setPlaying(false);
      else frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, bounces]);

  const toggle = () => {
    if (!playing && seen.current >= bounces) show(0);
    setPlaying(!playing);
  };
  const scrub = (next: number) => {
    setPlaying(false);
    show(Math.min(bounces, Math.max(0, next)));
  };
  return { position: Math.min(position, bounces), playing, toggle, scrub };
}
