import { addDays, addMonths, type Day, daysBetween, weekday } from "./calendar";
import { type DateRange, isRolling, type Present, type Span } from "./period";
import { clockIn, startOfDayIn } from "./timeZone";

export const COMPARISONS = ["previous", "year", "custom", "none"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Two days of the calendar, both counted. */
export interface Days {
  from: Day;
  to: Day;
}

/** What a view is measured against. */
export interface Compared {
  comparison: Comparison;
  /** Exactly where the comparison is a custom one. */
  against: Days | null;
  /** The span before begins on the same day of the week, so that Mondays stand beside Mondays. */
  weekday: boolean;
}

export const COMPARISON_LABELS: Record<Comparison, string> = {
  previous: "Previous period",
  year: "Same period last year",
  custom: "Custom range",
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

/** The days that a comparison can be aligned in: those of a custom range are what the reader chose. */
export const canAlign = (comparison: Comparison): boolean => comparison === "previous" || comparison === "year";

/** What the span before is called beside the one that is shown. */
export const nameOfBefore = (comparison: Comparison): string =>
  comparison === "year" ? "last year" : comparison === "custom" ? "the other range" : "the period before";

/**
 * The span before, or null where there is none. Where the span is still running, the span before ends at the same
 * time of day, so that half a day is never measured against a whole one.
 */
export function beforeOf(span: Span, compared: Compared, present: Present): Before | null {
  const { comparison, against, weekday: aligned } = compared;
  if (comparison === "none" || span.key === "all") return null;
  if (comparison === "custom") return against && daysBefore(span, [against.from, against.to], present);
  if (isRolling(span.key)) return rollingBefore(span, compared, present);
  const days: [Day, Day] = comparison === "year" ? [addMonths(span.from, -12), addMonths(span.to, -12)] : previous(span);
  return daysBefore(span, aligned ? align(days[0], span) : days, present);
}

/** As many days as the span has, from the day on that is nearest to one and of the span's day of the week; never overlapping the span. */
function align(from: Day, span: Span): [Day, Day] {
  const ahead = (weekday(span.from) - weekday(from) + 7) % 7;
  const nearest = addDays(from, ahead <= 3 ? ahead : ahead - 7);
  const first = addDays(nearest, span.days - 1) >= span.from ? addDays(nearest, -7) : nearest;
  return [first, addDays(first, span.days - 1)];
}

function daysBefore(span: Span, [from, to]: [Day, Day], present: Present): Before {
  const whole: DateRange = [from, to];
  const sameLength = daysBetween(from, to) >= daysBetween(span.from, span.to);
  if (!span.running || isRolling(span.key) || !sameLength) return { range: whole, whole, from, to };
  const today = clockIn(present.timeZone, present.now).day;
  const elapsed = present.now.getTime() - startOfDayIn(present.timeZone, today).getTime();
  const lastDay = addDays(from, daysBetween(span.from, today) - 1);
  const end = new Date(startOfDayIn(present.timeZone, lastDay).getTime() + elapsed);
  return { range: [startOfDayIn(present.timeZone, from).toISOString(), end.toISOString()], whole, from, to: lastDay };
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

function rollingBefore(span: Span, { comparison, weekday: aligned }: Compared, present: Present): Before {
  const length = span.key === "30m" ? 30 * MINUTE_MS : MS_PER_DAY;
  const back = comparison === "year" ? (aligned ? 364 : 365) * MS_PER_DAY : aligned ? 7 * MS_PER_DAY : length;
  const end = new Date(present.now.getTime() - back);
  const start = new Date(end.getTime() - length);
  const range: DateRange = [start.toISOString(), end.toISOString()];
  const day = (at: Date): Day => clockIn(present.timeZone, at).day;
  return { range, whole: range, from: day(start), to: day(end) };
}
