// The growth of a share as a point on its interval, on a scale on which twice is as far as half; a line for the same.

import type { Growth as Told } from "./told";
import { growthTold, placeOf } from "./told";

export function Growth({ of, colour }: { of: Told; colour: string }) {
  const [low, high] = [placeOf(of.low), of.high === null ? 100 : placeOf(of.high)];
  const said = growthTold(of);
  return (
    <span class="interval growth" role="img" aria-label={said} title={said}>
      <i class="same" style={{ left: `${placeOf(1)}%` }} />
      <i class="range" style={{ left: `${low}%`, width: `${high - low}%`, background: colour }} />
      {of.value !== null && <i class="value" style={{ left: `${placeOf(of.value)}%`, background: colour }} />}
    </span>
  );
}
