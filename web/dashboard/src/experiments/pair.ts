import { bisect } from "./bisection";
import type { Posterior } from "./posterior";

/** Half of what a 95 % interval leaves out. */
export const TAIL = 0.025;
const NEGLIGIBLE = 1e-6;

export type Interval = readonly [low: number, high: number];

/** What is believed of a variant's number and the control's together. The twin of `src/Query/Experiments/PosteriorPair.cs`. */
export class PosteriorPair {
  constructor(
    private readonly variant: Posterior,
    private readonly control: Posterior,
  ) {}

  beats(): number {
    return 1 - this.differenceAtMost(0);
  }

  /** False where the control's number may be 0 or less: shares of it have no meaning then. */
  hasRatio(): boolean {
    return this.control.cdf(0) < NEGLIGIBLE;
  }

  difference(): Interval {
    const { variant, control } = this;
    return interval((d) => this.differenceAtMost(d), variant.low - control.high, variant.high - control.low);
  }

  /** Of variant / control - 1. */
  uplift(): Interval {
    const [lowest, highest] = [this.control.quantile(NEGLIGIBLE), this.control.high];
    const [least, most] = [this.variant.quantile(NEGLIGIBLE), this.variant.high];
    const [from, to] = [least / (least < 0 ? lowest : highest), most / (most < 0 ? highest : lowest)];
    const [low, high] = interval((r) => this.ratioAtMost(r), from, to);
    return [low - 1, high - 1];
  }

  private differenceAtMost(difference: number): number {
    const { variant, control } = this;
    return control.width <= variant.width
      ? control.expect((x) => variant.cdf(x + difference))
      : variant.expect((x) => 1 - control.cdf(x - difference));
  }

  private ratioAtMost(ratio: number): number {
    const { variant, control } = this;
    return ratio <= 0 || ratio * control.width <= variant.width
      ? control.expect((x) => (x <= 0 ? 0 : variant.cdf(ratio * x)))
      : variant.expect((x) => 1 - control.cdf(x / ratio));
  }
}

const interval = (atMost: (x: number) => number, from: number, to: number): Interval => [
  bisect(atMost, TAIL, from, to),
  bisect(atMost, 1 - TAIL, from, to),
];
