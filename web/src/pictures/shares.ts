// What charts of a message are made of: shares with their intervals, and when most of it happened.

const Z = 1.96; // 95 %

/** Return the interval of Wilson of a share that was counted among so many: 95 %. */
export function wilson(share: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const middle = (share + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Return the shortest span of time in which half of these times lie; null without two of them. */
export function busiestHalf(times: readonly number[]): { from: number; to: number } | null {
  if (times.length < 2) return null;
  const sorted = [...times].sort((a, b) => a - b);
  const half = Math.ceil(sorted.length / 2) - 1;
  let best = { from: sorted[0] as number, to: sorted[half] as number };
  for (let place = 1; place + half < sorted.length; place += 1) {
    const [from, to] = [sorted[place] as number, sorted[place + half] as number];
    if (to - from < best.to - best.from) best = { from, to };
  }
  return best;
}
