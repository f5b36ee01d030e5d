import { contest } from "./contest";
import { PosteriorPair, TAIL } from "./pair";
import { Posterior } from "./posterior";
import { type SampleRatio, sampleRatio } from "./sampleRatio";

/** A row of the report's table `variants`. */
export interface VariantRow {
  variant: string;
  visitors: number;
  conversions: number;
  value_mean: number | null;
  value_variance: number | null;
}

/** What is concluded of a variant's share or mean; docs/api/reports.md. */
export interface ResultRow {
  variant: string;
  number: number;
  low: number | null;
  high: number | null;
  difference: number | null;
  difference_low: number | null;
  difference_high: number | null;
  uplift: number | null;
  uplift_low: number | null;
  uplift_high: number | null;
  beats_control: number | null;
  best: number | null;
  loss: number | null;
  detectable: number | null;
}

interface Measured {
  variant: string;
  number: number;
  /** The square of the number's standard error. */
  error: number | null;
  belief: Posterior | null;
}

/** Below it a mean is told without a belief. */
const FEWEST_FOR_MEAN = 10;
/** z(0.975) + z(0.8): standard errors between no difference and one that is found with a probability of 80 %. */
export const DETECTABLE = 2.8015852;

export function rateOf({ variant, visitors, conversions }: VariantRow): Measured {
  const number = conversions / visitors;
  return { variant, number, error: (number * (1 - number)) / visitors, belief: Posterior.ofRate(conversions, visitors) };
}

export function meanOf({ variant, visitors, value_mean, value_variance }: VariantRow): Measured {
  const number = value_mean ?? 0;
  if (visitors < FEWEST_FOR_MEAN || !value_variance || value_variance <= 0) return { variant, number, error: null, belief: null };
  return { variant, number, error: value_variance / visitors, belief: Posterior.ofMean(number, value_variance, visitors) };
}

/** A row a variant, in their order; compared with the control, or with the first one. The twin of `src/Query/Experiments/ExperimentResults.cs`. */
export function results(variants: readonly Measured[], control: string | null): ResultRow[] {
  const against = control === null ? variants[0] : variants.find(({ variant }) => variant === control);
  const beliefs = variants.flatMap(({ belief }) => belief ?? []);
  const chances = variants.length > 1 && beliefs.length === variants.length ? contest(beliefs) : null;
  return variants.map((variant, i) => row(variant, variant === against ? undefined : against, chances?.best[i], chances?.loss[i]));
}

/** One row, or none; where no weights are given all that were seen are meant to be equally frequent. */
export function ratioOf(variants: readonly VariantRow[], weights: Readonly<Record<string, number>> | null): SampleRatio[] {
  const seen = new Map(variants.map(({ variant, visitors }) => [variant, visitors]));
  const meant = weights ? Object.entries(weights) : variants.map(({ variant }) => [variant, 1] as const);
  const ratio = sampleRatio(meant.map(([variant, weight]) => ({ visitors: seen.get(variant) ?? 0, weight })));
  return ratio ? [{ ...ratio, chi_square: rounded(ratio.chi_square), p_value: rounded(ratio.p_value) }] : [];
}

function row(variant: Measured, control: Measured | undefined, best: number | undefined, loss: number | undefined): ResultRow {
  const { number, belief } = variant;
  const pair = belief && control?.belief ? new PosteriorPair(belief, control.belief) : null;
  const difference = pair?.difference();
  const uplift = pair && control && control.number > 0 && pair.hasRatio() ? pair.uplift() : undefined;
  const error = variant.error !== null && control && control.error !== null ? variant.error + control.error : 0;
  return {
    variant: variant.variant,
    number: rounded(number),
    low: told(belief?.quantile(TAIL)),
    high: told(belief?.quantile(1 - TAIL)),
    difference: told(control && number - control.number),
    difference_low: told(difference?.[0]),
    difference_high: told(difference?.[1]),
    uplift: told(uplift && control && number / control.number - 1),
    uplift_low: told(uplift?.[0]),
    uplift_high: told(uplift?.[1]),
    beats_control: told(pair?.beats()),
    best: told(best),
    loss: told(loss),
    detectable: error > 0 ? rounded(DETECTABLE * Math.sqrt(error)) : null,
  };
}

const told = (number: number | undefined): number | null => (number === undefined ? null : rounded(number));

/** To six digits behind the point, halves away from zero, as the server does; never -0. */
function rounded(number: number): number {
  const size = Math.floor(Math.abs(number) * 1e6 + 0.5) / 1e6;
  return size === 0 || number > 0 ? size : -size;
}
