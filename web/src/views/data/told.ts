// How the view of the data tells shares.

import { type Estimate, percent } from "../../numbers";
import { words } from "../../words";

/** Return the interval of a share, in per cent. */
export function percents({ low, high }: Pick<Estimate, "low" | "high">): string {
  return words().common.between(percent(low), percent(high));
}
