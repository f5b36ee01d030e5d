import type { Vital } from "./draft";

export type Rating = "good" | "needs_improvement" | "poor";

export const NAMES: Record<Vital, { short: string; long: string; meaning: string }> = {
  lcp: { short: "LCP", long: "Largest paint", meaning: "When the largest part of the page was there. Good up to 2.5 s, poor above 4 s." },
  inp: { short: "INP", long: "Answer to input", meaning: "How long the page took to answer. Good up to 200 ms, poor above 500 ms." },
  cls: { short: "CLS", long: "Layout shift", meaning: "How much of the page jumped. Good up to 0.1, poor above 0.25." },
  fcp: { short: "FCP", long: "First paint", meaning: "When anything was there. Good up to 1.8 s, poor above 3 s." },
  ttfb: { short: "TTFB", long: "First byte", meaning: "When the server’s answer began. Good up to 800 ms, poor above 1.8 s." },
};

export const RATINGS: Record<Rating, string> = { good: "good", needs_improvement: "needs improvement", poor: "poor" };

const decimals = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const shifts = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });

/** A number of a vital for the reader: shifts have no unit, all else is time. */
export function show(vital: Vital, value: number | null): string {
  if (value === null) return "–";
  if (vital === "cls") return shifts.format(value);
  return value < 1000 ? `${Math.round(value)} ms` : `${decimals.format(value / 1000)} s`;
}
