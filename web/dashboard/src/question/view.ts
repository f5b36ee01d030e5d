import { isDay } from "./calendar";
import { COMPARISONS, type Compared, type Comparison, type Days } from "./comparison";
import { type Filter, readFilter, writeFilter } from "./filters";
import { INTERVALS, type Interval } from "./interval";
import { isMetric, type Metric } from "./metrics";
import { type Period, readPeriod } from "./period";

/** Everything that decides which numbers the overview shows. It lives in the address: what can be seen can be shared. */
export interface View extends Compared {
  /** Null: the project's own default. */
  period: Period | null;
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
  const against = readDays(params.get("vs"));
  const interval = params.get("interval") as Interval | null;
  const metric = params.get("metric");
  return {
    period: readPeriod(params.get("period"), params.get("from"), params.get("to")),
    ...readComparison(params.get("compare") as Comparison | null, against),
    weekday: params.get("align") === "weekday",
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

function readDays(text: string | null): Days | null {
  const [from, to, ...more] = text?.split(",") ?? [];
  if (!isDay(from) || !isDay(to) || more.length > 0) return null;
  return from <= to ? { from, to } : { from: to, to: from };
}

/** A custom comparison without its days is none that could be made: then the default is. */
function readComparison(comparison: Comparison | null, against: Days | null): Pick<View, "comparison" | "against"> {
  if (comparison === "custom" && against) return { comparison, against };
  const known = comparison && comparison !== "custom" && COMPARISONS.includes(comparison);
  return { comparison: known ? comparison : "previous", against: null };
}

/** Defaults are left out, and the characters that addresses carry well are left readable. */
export function writeView(view: View): string {
  const pairs: [string, string][] = [];
  if (view.period) pairs.push(["period", view.period.key]);
  if (view.period?.key === "custom") pairs.push(["from", view.period.from ?? ""], ["to", view.period.to ?? ""]);
  if (view.comparison !== "previous") pairs.push(["compare", view.comparison]);
  if (view.comparison === "custom" && view.against) pairs.push(["vs", `${view.against.from},${view.against.to}`]);
  if (view.weekday) pairs.push(["align", "weekday"]);
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
