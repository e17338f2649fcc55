// An estimate as a point on its 95 % interval, all on one scale.

import { type Estimate, interval, rounded } from "../numbers";
import { words } from "../words";

interface Drawn {
  estimate: Estimate | null | undefined;
  /** Where the scale ends; it begins at 0. */
  most: number;
  colour?: string;
}

const WIDTH = 130;

export function Interval({ estimate, most, colour = "var(--accent)" }: Drawn) {
  if (!estimate) return <span class="unknown">{words().common.unknown}</span>;
  const at = (value: number) => (most > 0 ? 4 + (WIDTH - 8) * Math.min(1, Math.max(0, value / most)) : 4);
  const low = at(estimate.low);
  return (
    <svg class="interval" viewBox={`0 0 ${WIDTH} 16`} preserveAspectRatio="none" role="img" aria-label={told(estimate)}>
      <rect x={low} y="4" width={Math.max(2, at(estimate.high) - low)} height="8" rx="4" fill={colour} />
      <circle cx={at(estimate.value)} cy="8" r="4" fill={colour} />
    </svg>
  );
}

/** Return an estimate in words, with its interval. */
export function told(estimate: Estimate): string {
  const [low, high] = interval(estimate);
  return `${rounded(estimate)}, ${words().common.between(low, high)}`;
}
