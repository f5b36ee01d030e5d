import type { Posterior } from "./posterior";

/** From the middle of an interval to a point of Gauss's rule, as a share of the interval: 1 / √12. */
const OFFSET = 0.28867513459481287;

/** Of each of several numbers the probability to be the greatest, and what choosing it would cost. The twin of `src/Query/Experiments/Contest.cs`. */
export function contest(entrants: readonly Posterior[]): { best: number[]; loss: number[] } {
  const best = entrants.map(() => 0);
  const loss = entrants.map(() => 0);
  const add = (x: number, weight: number): void => {
    const shares = entrants.map((entrant) => entrant.cdf(x));
    entrants.forEach((entrant, i) => {
      const others = shares.reduce((product, share, j) => (j === i ? product : product * share), 1);
      loss[i] = (loss[i] as number) + weight * (shares[i] as number) * (1 - others);
      if (others > 0) best[i] = (best[i] as number) + weight * entrant.density(x) * others;
    });
  };
  const nodes = Float64Array.from(entrants.flatMap((entrant) => entrant.nodes())).sort();
  for (let i = 1; i < nodes.length; i++) {
    const [from, to] = [nodes[i - 1] as number, nodes[i] as number];
    if (from === to) continue;
    const middle = (from + to) / 2;
    add(middle - OFFSET * (to - from), (to - from) / 2);
    add(middle + OFFSET * (to - from), (to - from) / 2);
  }
  return { best, loss };
}
