import { asNumber, count, duration, percent, shortCount } from "../../format/numbers";
import type { MetricKind } from "../../question/metrics";
import { type Draft, hasRatio, type Kind, type Measure, measuresProp, type Series } from "./draft";

export const KIND_LABELS: Record<Kind, string> = { any: "Any event", event: "Event", page: "Page viewed", goal: "Goal" };

export const MEASURE_LABELS: Record<Measure, string> = {
  total: "how often",
  visitors: "different visitors",
  sum: "sum of a prop",
  average: "average of a prop",
  median: "median of a prop",
  p90: "90th percentile of a prop",
  p95: "95th percentile of a prop",
  p99: "99th percentile of a prop",
  share: "share of yes in a prop",
};

const SHORT: Record<Measure, string> = {
  total: "Events",
  visitors: "Visitors",
  sum: "Sum",
  average: "Average",
  median: "Median",
  p90: "p90",
  p95: "p95",
  p99: "p99",
  share: "Share",
};

/** How a series reads, as `Median of seconds · approved`. */
export function nameOf({ kind, value, measure, prop }: Series): string {
  const what = measuresProp(measure) ? `${SHORT[measure]} of ${prop || "…"}` : SHORT[measure];
  return kind === "any" ? what : `${what} · ${value || "…"}`;
}

/** The names of all series shown, that of the ratio included. */
export const namesOf = (draft: Draft): string[] => [...draft.series.map(nameOf), ...(hasRatio(draft) ? ["First ÷ second"] : [])];

/** What kind of number a series is; a prop whose name ends in seconds is a time. */
export function kindOf(draft: Draft, series: number): MetricKind {
  const asked = draft.series[series - 1];
  if (!asked) return "decimal";
  if (!measuresProp(asked.measure)) return "count";
  if (asked.measure === "share") return "percent";
  return /(^|[_.-])(seconds|secs)$/.test(asked.prop) ? "duration" : "decimal";
}

const decimals = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

/** A number for the reader; `–` where there is none. */
export function show(kind: MetricKind, value: number | null | undefined, short = false): string {
  const number = asNumber(value);
  if (number === null) return "–";
  if (kind === "percent") return percent(number);
  if (kind === "duration" && Math.abs(number) >= 60) return number < 0 ? `−${duration(-number)}` : duration(number);
  if (kind === "duration") return `${decimals.format(number)}s`;
  if (kind === "count") return short ? shortCount(number) : count(number);
  return Math.abs(number) >= 10_000 ? shortCount(number) : decimals.format(number);
}
