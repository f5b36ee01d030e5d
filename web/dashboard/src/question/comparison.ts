import { addDays, addMonths, type Day, daysBetween } from "./calendar";
import { type DateRange, isRolling, type Present, type Span } from "./period";
import { clockIn, startOfDayIn } from "./timeZone";

export const COMPARISONS = ["previous", "year", "none"] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const COMPARISON_LABELS: Record<Comparison, string> = {
  previous: "Previous period",
  year: "Same period last year",
  none: "No comparison",
};

/** What a span is measured against. */
export interface Before {
  /** For totals: of a running span, cut at the same time of day. */
  range: DateRange;
  /** For the chart: uncut, so that the reader sees where the day before went from here. */
  whole: DateRange;
  from: Day;
  to: Day;
}

const MS_PER_DAY = 86_400_000;

/**
 * The span before, or null where there is none. Where the span is still running, the span before ends at the same
 * time of day, so that half a day is never measured against a whole one.
 */
export function beforeOf(span: Span, comparison: Comparison, present: Present): Before | null {
  if (comparison === "none" || span.key === "all") return null;
  if (isRolling(span.key)) return rollingBefore(span, comparison, present);
  const [from, to] = comparison === "year" ? [addMonths(span.from, -12), addMonths(span.to, -12)] : previous(span);
  if (!span.running) return { range: [from, to], whole: [from, to], from, to };
  const today = clockIn(present.timeZone, present.now).day;
  const elapsed = present.now.getTime() - startOfDayIn(present.timeZone, today).getTime();
  const lastDay = addDays(from, daysBetween(span.from, today) - 1);
  const end = new Date(startOfDayIn(present.timeZone, lastDay).getTime() + elapsed);
  return { range: [startOfDayIn(present.timeZone, from).toISOString(), end.toISOString()], whole: [from, to], from, to: lastDay };
}

/** Month to date and year to date compare with the same days of the month or year before; all else with the days just before. */
function previous(span: Span): [Day, Day] {
  if (span.key === "month") return [addMonths(span.from, -1), addMonths(span.to, -1)];
  if (span.key === "year") return [addMonths(span.from, -12), addMonths(span.to, -12)];
  if (span.key === "last_month") return [addMonths(span.from, -1), addDays(span.from, -1)];
  if (span.key === "12mo") return [addMonths(span.from, -12), addDays(span.from, -1)];
  return [addDays(span.from, -span.days), addDays(span.to, -span.days)];
}

const MINUTE_MS = 60_000;

function rollingBefore(span: Span, comparison: Comparison, present: Present): Before {
  const length = span.key === "30m" ? 30 * MINUTE_MS : MS_PER_DAY;
  const back = comparison === "year" ? 365 * MS_PER_DAY : length;
  const end = new Date(present.now.getTime() - back);
  const start = new Date(end.getTime() - length);
  const range: DateRange = [start.toISOString(), end.toISOString()];
  const day = (at: Date): Day => clockIn(present.timeZone, at).day;
  return { range, whole: range, from: day(start), to: day(end) };
}
