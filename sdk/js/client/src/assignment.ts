/**
 * The variant of a visitor, as the server gives it (docs/api/collect.md, schema/vectors/assignment.json): the first 48 bits of a hash are a share of 1, of which
 * the variants, in the order of their UTF-16 code units, each take their part. Undefined where no weight is above 0.
 */
export const variantOf = async (key: string, visitor: string, weights: Readonly<Record<string, number>>): Promise<string | undefined> => {
  const hash = new DataView(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${key}\0${visitor}`)));
  const variants = Object.entries(weights)
    .filter(([, weight]) => weight > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const all = variants.reduce((sum, [, weight]) => sum + weight, 0);
  let share = ((hash.getUint32(0) * 2 ** 16 + hash.getUint16(4)) / 2 ** 48) * all;
  for (const [variant, weight] of variants) {
    share -= weight;
    if (share < 0) return variant;
  }
  // What rounding may leave over.
  return variants.at(-1)?.[0];
};
