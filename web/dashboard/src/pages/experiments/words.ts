const digits = (most: number): Intl.NumberFormat => new Intl.NumberFormat("en", { maximumFractionDigits: most });

/** A share of 1 in percent, small ones with two digits. */
export const points = (share: number): string => `${digits(Math.abs(share) < 0.1 ? 2 : 1).format(share * 100)}%`;

export const signed = (share: number): string => `${share > 0 ? "+" : share < 0 ? "−" : "±"}${points(Math.abs(share))}`;

/** A probability, which is never said to be certain. */
export function chance(share: number): string {
  if (share > 0.999) return "> 99.9%";
  return share < 0.001 ? "< 0.1%" : points(share);
}

export function amount(value: number, currency: string): string {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency }).format(value);
  } catch {
    // No currency of that name: the number says itself.
    return `${digits(2).format(value)} ${currency}`;
  }
}

/** What choosing a variant may cost: money, or percentage points of the rate. */
export function lossOf(loss: number | null, currency: string | null): string {
  if (loss === null) return "–";
  if (currency) return amount(loss, currency);
  return loss < 0.00001 ? "< 0.001 pp" : `${digits(3).format(loss * 100)} pp`;
}
