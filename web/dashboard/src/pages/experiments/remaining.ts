import { DETECTABLE, type VariantRow } from "../../experiments/results";

/** Visitors that each of two variants needs so that an uplift of this share of the rate is found at 5 % with a probability of 80 %. */
export const neededFor = (rate: number, effect: number): number => Math.ceil((2 * DETECTABLE ** 2 * (1 - rate)) / (rate * effect ** 2));

export interface Remaining {
  /** Visitors a variant. */
  needed: number;
  /** 0 where there are enough already; null where nobody came. */
  days: number | null;
}

/** How long it takes, going on as it has, until the variant with the fewest visitors has enough; null while nobody has reached the goal with the control. */
export function remaining(variants: readonly VariantRow[], control: string, effect: number, daysSoFar: number): Remaining | null {
  const against = variants.find(({ variant }) => variant === control);
  if (!against || against.conversions === 0 || against.conversions === against.visitors) return null;
  const needed = neededFor(against.conversions / against.visitors, effect);
  const fewest = Math.min(...variants.map(({ visitors }) => visitors));
  if (fewest >= needed) return { needed, days: 0 };
  return { needed, days: fewest === 0 || daysSoFar <= 0 ? null : Math.ceil(((needed - fewest) * daysSoFar) / fewest) };
}
