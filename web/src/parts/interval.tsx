// An estimate as a point on its 95 % interval, all on one scale.

import { type Estimate, interval, percent, rounded } from "../numbers";
import { words } from "../words";

interface Drawn {
  estimate: Estimate | null | undefined;
  /** Where the scale ends; it begins at 0. */
  most: number;
  colour?: string;
  /** How it is said; people and other counts by default. */
  say?: (estimate: Estimate) => string;
}

export function Interval({ estimate, most, colour = "var(--accent)", say = told }: Drawn) {
  if (!estimate) return <span class="unknown">{words().common.unknown}</span>;
  const at = (value: number) => (most > 0 ? 100 * Math.min(1, Math.max(0, value / most)) : 0);
  const [low, high] = [at(estimate.low), at(estimate.high)];
  return (
    <span class="interval" role="img" aria-label={say(estimate)} title={say(estimate)}>
      <i class="range" style={{ left: `${low}%`, width: `${high - low}%`, background: colour }} />
      <i class="value" style={{ left: `${at(estimate.value)}%`, background: colour }} />
    </span>
  );
}

/** Return an estimate in words, with its interval. */
export function told(estimate: Estimate): string {
  const [low, high] = interval(estimate);
  return `${rounded(estimate)}, ${words().common.between(low, high)}`;
}

/** Return an estimate of a share of a whole in words, with its interval. */
export function toldAsShare({ value, low, high }: Estimate): string {
  return `${percent(value)}, ${words().common.between(percent(low), percent(high))}`;
}
