// How wide a place in the page is, so that what is drawn there fits and its words keep their size.

import { useEffect, useRef, useState } from "preact/hooks";

/** Return a place, and its width in whole pixels; 0 until it is known. */
export function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [place, width] as const;
}
