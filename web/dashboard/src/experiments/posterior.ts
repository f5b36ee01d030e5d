import { bisect } from "./bisection";

/** Even, for Simpson's rule. */
const INTERVALS = 2048;
/** Where the density is below that of the mode by more than e to this power, nothing is left that counts. */
const DEPTH = 32;
/** Of standard errors, beyond which no bound of a mean is looked for. */
const FARTHEST = 1000;

/** What is believed of a number after the data: its density on a grid, and its distribution function between the nodes. The twin of `src/Query/Experiments/Posterior.cs`. */
export class Posterior {
  readonly low: number;
  readonly high: number;
  readonly width: number;
  private readonly step: number;
  private readonly mass: number;
  private readonly densities = new Float64Array(INTERVALS + 1);
  private readonly shares = new Float64Array(INTERVALS + 1);

  /** @param logarithm of the density, up to a constant, 0 at the mode */
  private constructor(
    private readonly logarithm: (x: number) => number,
    mode: number,
    least: number,
    most: number,
  ) {
    const { densities, shares } = this;
    this.low = bound(logarithm, mode, least);
    this.high = bound(logarithm, mode, most);
    this.width = this.high - this.low;
    this.step = this.width / INTERVALS;
    densities[0] = this.relative(this.low);
    for (let i = 1; i <= INTERVALS; i++) {
      densities[i] = this.relative(this.node(i));
      const middle = this.relative(this.low + (i - 0.5) * this.step);
      shares[i] = at(shares, i - 1) + (this.step / 6) * (at(densities, i - 1) + 4 * middle + at(densities, i));
    }
    this.mass = at(shares, INTERVALS);
    for (let i = 0; i <= INTERVALS; i++) {
      densities[i] = at(densities, i) / this.mass;
      shares[i] = at(shares, i) / this.mass;
    }
  }

  /** A share of visitors: Beta(conversions + 1, visitors - conversions + 1). */
  static ofRate(conversions: number, visitors: number): Posterior {
    const others = visitors - conversions;
    const mode = visitors === 0 ? 0.5 : conversions / visitors;
    const part = (count: number, ratio: number): number => (count === 0 ? 0 : count * Math.log(ratio));
    return new Posterior((x) => part(conversions, x / mode) + part(others, (1 - x) / (1 - mode)), mode, 0, 1);
  }

  /** A mean over visitors: Student's t about the sample's. */
  static ofMean(mean: number, variance: number, visitors: number): Posterior {
    const scale = Math.sqrt(variance / visitors);
    const freedom = visitors - 1;
    const logarithm = (x: number): number => {
      const z = (x - mean) / scale;
      return (-(freedom + 1) / 2) * Math.log(1 + (z * z) / freedom);
    };
    return new Posterior(logarithm, mean, mean - FARTHEST * scale, mean + FARTHEST * scale);
  }

  nodes(): number[] {
    return Array.from(this.densities, (_, i) => this.node(i));
  }

  density(x: number): number {
    return x < this.low || x > this.high ? 0 : this.relative(x) / this.mass;
  }

  /** The probability that the number is at most this; a cubic between nodes. */
  cdf(x: number): number {
    if (x <= this.low) return 0;
    if (x >= this.high) return 1;
    const i = Math.min(Math.floor((x - this.low) / this.step), INTERVALS - 1);
    const u = (x - this.node(i)) / this.step;
    const [from, to] = [at(this.shares, i), at(this.shares, i + 1)];
    const slopes = at(this.densities, i) * (1 - u) - at(this.densities, i + 1) * u;
    return from + (to - from) * u * u * (3 - 2 * u) + this.step * u * (1 - u) * slopes;
  }

  quantile(share: number): number {
    return bisect((x) => this.cdf(x), share, this.low, this.high);
  }

  /** The mean of a function of the number. */
  expect(of: (x: number) => number): number {
    let sum = 0;
    for (let i = 0; i <= INTERVALS; i++) {
      const weight = i === 0 || i === INTERVALS ? 1 : i % 2 === 0 ? 2 : 4;
      sum += weight * at(this.densities, i) * of(this.node(i));
    }
    return (sum * this.step) / 3;
  }

  private relative(x: number): number {
    return Math.exp(this.logarithm(x));
  }

  private node(i: number): number {
    return this.low + i * this.step;
  }
}

const bound = (logarithm: (x: number) => number, mode: number, limit: number): number =>
  logarithm(limit) >= -DEPTH ? limit : bisect((x) => -logarithm(x), DEPTH, mode, limit);

/** All places that are asked for are within. */
const at = (numbers: Float64Array, i: number): number => numbers[i] as number;
