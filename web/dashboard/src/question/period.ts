import { addDays, addMonths, type Day, daysBetween, earlier, endOfMonth, isDay, startOfMonth, startOfYear } from "./calendar";
import { clockIn } from "./timeZone";

export const PERIOD_KEYS = [
  "30m",
  "24h",
  "today",
  "yesterday",
  "7d",
  "28d",
  "30d",
  "91d",
  "month",
  "last_month",
  "year",
  "12mo",
  "all",
  "custom",
] as const;
export type PeriodKey = (typeof PERIOD_KEYS)[number];

/** What the reader chose. Only `custom` has days of its own. */
export interface Period {
  key: PeriodKey;
  from?: Day;
  to?: Day;
}

export type DateRange = "30m" | "24h" | "all" | [string, string];

/** A period laid on the calendar of a project's time zone at a moment. */
export interface Span {
  key: PeriodKey;
  /** What is asked of the query API. */
  range: DateRange;
  from: Day;
  to: Day;
  /** Days touched, both ends counted. */
  days: number;
  /** The span holds the present moment, so that its last bucket is still growing. */
  running: boolean;
}

export const PERIOD_LABELS: Record<PeriodKey, string> = {
  "30m": "Last 30 minutes",
  "24h": "Last 24 hours",
  today: "Today",
  yesterday: "Yesterday",
  "7d": "Last 7 days",
  "28d": "Last 28 days",
  "30d": "Last 30 days",
  "91d": "Last 91 days",
  month: "Month to date",
  last_month: "Last month",
  year: "Year to date",
  "12mo": "Last 12 months",
  all: "All time",
  custom: "Custom range",
};

/** The keys that choose a period on the keyboard. */
export const PERIOD_SHORTCUTS: Partial<Record<PeriodKey, string>> = {
  "30m": "R",
  "24h": "H",
  today: "D",
  yesterday: "E",
  "7d": "W",
  "28d": "F",
  "30d": "T",
  "91d": "N",
  month: "M",
  last_month: "P",
  year: "Y",
  "12mo": "L",
  all: "A",
  custom: "C",
};

export interface Present {
  now: Date;
  timeZone: string;
  /** The project's first day, which "all time" starts at. */
  firstDay: Day;
}

/** Periods that end at this very moment. */
export const isRolling = (key: PeriodKey): key is "30m" | "24h" => key === "30m" || key === "24h";

/** Counted days end yesterday (as the query API defines them): a part of today would bend each average. */
function bounds(period: Period, today: Day, present: Present): [Day, Day] {
  const lastDays = (count: number): [Day, Day] => [addDays(today, -count), addDays(today, -1)];
  switch (period.key) {
    case "30m":
    case "24h":
      return [addDays(today, -1), today];
    case "today":
      return [today, today];
    case "yesterday":
      return lastDays(1);
    case "7d":
      return lastDays(7);
    case "28d":
      return lastDays(28);
    case "30d":
      return lastDays(30);
    case "91d":
      return lastDays(91);
    case "month":
      return [startOfMonth(today), today];
    case "last_month": {
      const end = addDays(startOfMonth(today), -1);
      return [startOfMonth(end), end];
    }
    case "year":
      return [startOfYear(today), today];
    case "12mo":
      return [addMonths(startOfMonth(today), -12), addDays(startOfMonth(today), -1)];
    case "all":
      return [earlier(present.firstDay, today), today];
    case "custom":
      return [period.from ?? today, period.to ?? period.from ?? today];
  }
}

export function layOut(period: Period, present: Present): Span {
  const today = clockIn(present.timeZone, present.now).day;
  const [from, to] = bounds(period, today, present);
  const range: DateRange = isRolling(period.key) || period.key === "all" ? period.key : [from, to];
  return { key: period.key, range, from, to, days: daysBetween(from, to), running: from <= today && today <= to };
}

/** The period as far from this one as it is long: whole months move by months, all else by days. Null where there is none. */
export function step(period: Period, direction: -1 | 1, present: Present): Period | null {
  if (period.key === "all" || isRolling(period.key)) return null;
  const today = clockIn(present.timeZone, present.now).day;
  const span = layOut(period, present);
  const moved = moveSpan(span, direction);
  if (moved[0] > today) return null;
  return nameRange(moved[0], earlier(moved[1], today), today);
}

function moveSpan(span: Span, direction: -1 | 1): [Day, Day] {
  const wholeMonths =
    span.from === startOfMonth(span.from) && (span.to === endOfMonth(span.to) || span.key === "month" || span.key === "year");
  if (!wholeMonths) return [addDays(span.from, direction * span.days), addDays(span.to, direction * span.days)];
  const end = span.key === "year" ? `${span.to.slice(0, 4)}-12-31` : endOfMonth(span.to);
  const months =
    (Number(end.slice(0, 4)) - Number(span.from.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(span.from.slice(5, 7)) + 1;
  const from = addMonths(span.from, direction * months);
  return [from, endOfMonth(addMonths(from, months - 1))];
}

/** A range by the shortest name that it has. */
export function nameRange(from: Day, to: Day, today: Day): Period {
  if (from === to && from === today) return { key: "today" };
  if (from === to && from === addDays(today, -1)) return { key: "yesterday" };
  return from <= to ? { key: "custom", from, to } : { key: "custom", from: to, to: from };
}

export const isPeriodKey = (text: string): text is PeriodKey => (PERIOD_KEYS as readonly string[]).includes(text);

export function readPeriod(text: string | null, from: string | null, to: string | null): Period | null {
  if (!text || !isPeriodKey(text)) return null;
  if (text !== "custom") return { key: text };
  if (!isDay(from) || !isDay(to)) return null;
  return from <= to ? { key: "custom", from, to } : { key: "custom", from: to, to: from };
}
