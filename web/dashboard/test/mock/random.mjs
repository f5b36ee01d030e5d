/** A small generator of pseudo-random numbers (mulberry32): the same seed tells the same story. */
export function makeRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  /** One of `[value, weight]` pairs. */
  const pick = (pairs) => {
    let at = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of pairs) {
      at -= weight;
      if (at <= 0) return value;
    }
    return pairs.at(-1)[0];
  };
  return { next, pick, between: (low, high) => low + next() * (high - low) };
}
