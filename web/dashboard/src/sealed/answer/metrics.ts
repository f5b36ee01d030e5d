import type { MetricValue } from "../../format/numbers";
import type { AskedMetric } from "./types";

const COUNTS = new Set<AskedMetric>(["visitors", "visits", "pageviews", "events", "bounce_rate", "visit_duration"]);
const SHARES_OF_ALL = new Set<AskedMetric>(["views_per_visit", "percentage", "conversion_rate", "group_conversion_rate"]);
const IN_POINTS = new Set<AskedMetric>(["bounce_rate", "conversion_rate", "group_conversion_rate", "scroll_depth"]);

export const isRevenue = (metric: AskedMetric): boolean => metric === "total_revenue" || metric === "average_revenue";

/** What a metric is where nothing happened. */
export const zero = (metric: AskedMetric): MetricValue => (COUNTS.has(metric) || SHARES_OF_ALL.has(metric) ? 0 : null);

const plain = (value: MetricValue | undefined): number | null =>
  value === null || value === undefined ? null : typeof value === "number" ? value : value.value;

/** Halves away from zero. */
function rounded(value: number, decimals: number): number {
  const unit = 10 ** decimals;
  return (Math.sign(value) * Math.round(Math.abs(value * unit))) / unit;
}

/** By how much a metric changed: shares in points, all else in percent of what it was. */
export function change(metric: AskedMetric, before: MetricValue | undefined, now: MetricValue | undefined): number | null {
  const was = plain(before);
  const is = plain(now);
  if (was === null || is === null) return null;
  if (IN_POINTS.has(metric)) return rounded(is - was, 1);
  if (was === 0) return is === 0 ? 0 : 100;
  return rounded(((is - was) / was) * 100, 0);
}
