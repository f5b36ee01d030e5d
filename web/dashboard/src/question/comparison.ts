import { addDays, addMonths, type Day, daysBetween } from './calendar';
import type { DateRange, Present, Span } from './period';
import { clockIn, startOfDayIn } from './timeZone';

export const COMPARISONS = ['previous', 'year', 'none'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const COMPARISON_LABELS: Record<Comparison, string> = {
  previous: 'Previous period',
  year: 'Same period last year',
  none: 'No comparison',
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
  if (comparison === 'none' || span.key === 'all') return null;
  if (span.key === '24h') return dayBefore(span, comparison === 'year' ? 365 : 1, present);
  const [from, to] = comparison === 'year' ? [addMonths(span.from, -12), addMonths(span.to, -12)] : previous(span);
  if (!span.running) return { range: [from, to], whole: [from, to], from, to };
  const today = clockIn(present.timeZone, present.now).day;
  const elapsed = present.now.getTime() - startOfDayIn(present.timeZone, today).getTime();
  const lastDay = addDays(from, daysBetween(span.from, today) - 1);
  const end = new Date(startOfDayIn(present.timeZone, lastDay).getTime() + elapsed);
  return { range: [startOfDayIn(present.timeZone, from).toISOString(), end.toISOString()], whole: [from, to], from, to: lastDay };
}

/** Month to date and year to date compare with the same days of the month or year before; all else with the days just before. */
function previous(span: Span): [Day, Day] {
  if (span.key === 'month') return [addMonths(span.from, -1), addMonths(span.to, -1)];
  if (span.key === 'year') return [addMonths(span.from, -12), addMonths(span.to, -12)];
  if (span.key === 'last_month') return [addMonths(span.from, -1), addDays(span.from, -1)];
  if (span.key === '12mo') return [addMonths(span.from, -12), addDays(span.from, -1)];
  return [addDays(span.from, -span.days), addDays(span.to, -span.days)];
}

function dayBefore(span: Span, days: number, present: Present): Before {
  const end = new Date(present.now.getTime() - days * MS_PER_DAY);
  const start = new Date(end.getTime() - MS_PER_DAY);
  const range: DateRange = [start.toISOString(), end.toISOString()];
  return { range, whole: range, from: addDays(span.from, -days), to: addDays(span.to, -days) };
}
