import type { Day } from "../question/calendar";
import type { Interval } from "../question/interval";
import { locale } from "./locale";

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });

const dayMonth = format({ day: "numeric", month: "short" });
const dayMonthYear = format({ day: "numeric", month: "short", year: "numeric" });
const weekdayDay = format({ weekday: "short", day: "numeric", month: "short" });
const monthYear = format({ month: "long", year: "numeric" });
const shortMonth = format({ month: "short" });

const isDayFirst = locale.startsWith("en") && dayMonth.formatToParts(0)[0]?.type === "day";

/** Labels of time buckets are wall-clock times of the project, `2026-11-22` or `2026-11-22 13:00:00`: read as UTC, shown as UTC. */
export const readLabel = (label: string): Date => new Date(`${label.slice(0, 10)}T${label.slice(11, 19) || "00:00:00"}Z`);

export const showDay = (day: Day): string => dayMonthYear.format(readLabel(day));

export function showRange(from: Day, to: Day): string {
  if (from === to) return weekdayDay.format(readLabel(from));
  // Elsewhere the month, or the year, may stand first.
  if (!isDayFirst) return dayMonthYear.formatRange(readLabel(from), readLabel(to));
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${showDay(to)}`;
  return `${(sameYear ? dayMonth : dayMonthYear).format(readLabel(from))} – ${showDay(to)}`;
}

/** A bucket named in full, for the tooltip and the table. */
export function showBucket(label: string, interval: Interval): string {
  const at = readLabel(label);
  if (interval === "hour" || interval === "minute") return `${weekdayDay.format(at)}, ${label.slice(11, 16) || "00:00"}`;
  if (interval === "month") return monthYear.format(at);
  if (interval === "week") return `Week of ${dayMonthYear.format(at)}`;
  return format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(at);
}

/** A bucket named shortly, for the axis. */
export function showTick(label: string, interval: Interval, manyDays: boolean): string {
  const at = readLabel(label);
  if (interval === "minute") return label.slice(11, 16);
  if (interval === "hour") return manyDays && label.slice(11, 13) === "00" ? dayMonth.format(at) : label.slice(11, 16) || "00:00";
  if (interval === "month") return label.slice(5, 7) === "01" ? label.slice(0, 4) : shortMonth.format(at);
  return dayMonth.format(at);
}

const stamp = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

/** An instant in the reader's own zone. */
export const showInstant = (iso: string): string => stamp.format(new Date(iso));

const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });

export function showAgo(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 5) return "now";
  if (seconds < 60) return ago.format(-seconds, "second");
  if (seconds < 3600) return ago.format(-Math.floor(seconds / 60), "minute");
  if (seconds < 86_400) return ago.format(-Math.floor(seconds / 3600), "hour");
  return ago.format(-Math.floor(seconds / 86_400), "day");
}
