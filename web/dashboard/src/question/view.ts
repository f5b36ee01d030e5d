import { COMPARISONS, type Comparison } from "./comparison";
import { type Filter, readFilter, writeFilter } from "./filters";
import { INTERVALS, type Interval } from "./interval";
import { isMetric, type Metric } from "./metrics";
import { type Period, readPeriod } from "./period";

/** Everything that decides which numbers the overview shows. It lives in the address: what can be seen can be shared. */
export interface View {
  /** Null: the project's own default. */
  period: Period | null;
  comparison: Comparison;
  interval: Interval | null;
  metric: Metric;
  filters: Filter[];
  /** The key of the dimension whose full table is open, or null. */
  details: string | null;
  /** What a report asks for, as that report writes it, or null. */
  report: string | null;
}

export function readView(search: string): View {
  const params = new URLSearchParams(search);
  const comparison = params.get("compare") as Comparison | null;
  const interval = params.get("interval") as Interval | null;
  const metric = params.get("metric");
  return {
    period: readPeriod(params.get("period"), params.get("from"), params.get("to")),
    comparison: comparison && COMPARISONS.includes(comparison) ? comparison : "previous",
    interval: interval && INTERVALS.includes(interval) ? interval : null,
    metric: metric && isMetric(metric) ? metric : "visitors",
    filters: params
      .getAll("f")
      .map(readFilter)
      .filter((filter): filter is Filter => filter !== null),
    details: params.get("details"),
    report: params.get("q"),
  };
}

/** Defaults are left out, and the characters that addresses carry well are left readable. */
export function writeView(view: View): string {
  const pairs: [string, string][] = [];
  if (view.period) pairs.push(["period", view.period.key]);
  if (view.period?.key === "custom") pairs.push(["from", view.period.from ?? ""], ["to", view.period.to ?? ""]);
  if (view.comparison !== "previous") pairs.push(["compare", view.comparison]);
  if (view.interval) pairs.push(["interval", view.interval]);
  if (view.metric !== "visitors") pairs.push(["metric", view.metric]);
  for (const filter of view.filters) pairs.push(["f", writeFilter(filter)]);
  if (view.details) pairs.push(["details", view.details]);
  if (view.report) pairs.push(["q", view.report]);
  const text = pairs.map(([name, value]) => `${name}=${encodeValue(value)}`).join("&");
  return text ? `?${text}` : "";
}

const encodeValue = (value: string): string =>
  encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%20/g, "+");
