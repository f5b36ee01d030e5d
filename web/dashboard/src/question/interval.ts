import type { Span } from "./period";

export const INTERVALS = ["minute", "hour", "day", "week", "month"] as const;
export type Interval = (typeof INTERVALS)[number];

export const INTERVAL_LABELS: Record<Interval, string> = { minute: "Minutes", hour: "Hours", day: "Days", week: "Weeks", month: "Months" };

/** The buckets that a span can sensibly be cut into, finest first: between 2 and about 400 of them. */
export function intervalsOf(span: Span): Interval[] {
  if (span.key === "30m") return ["minute"];
  if (span.key === "24h" || span.days === 1) return ["hour"];
  const possible: Interval[] = [];
  if (span.days <= 14) possible.push("hour");
  if (span.days <= 400) possible.push("day");
  if (span.days > 7) possible.push("week");
  if (span.days > 31) possible.push("month");
  return possible;
}

export function defaultInterval(span: Span): Interval {
  if (span.key === "30m") return "minute";
  if (span.key === "24h" || span.days === 1) return "hour";
  if (span.days <= 93) return "day";
  return span.days <= 190 ? "week" : "month";
}

/** The chosen interval where the span allows it, else the span's own. */
export function intervalFor(span: Span, chosen: Interval | null): Interval {
  return chosen && intervalsOf(span).includes(chosen) ? chosen : defaultInterval(span);
}
