import { addDays, type Day, isDay, weekday } from "../../question/calendar";
import { DATE_ORDER, MONTH_NAMES } from "./names";

/** The weekdays in English, Monday first. */
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Days are texts, which a narrowed type forgets. */
const asDay = (text: string): Day | null => (isDay(text) ? text : null);

const dayOf = (year: number, month: number, date: number): Day | null => {
  const day = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
  return asDay(day);
};

/** Of a year that is not said, the last one in which the day is not to come. */
const inYear = (year: number | null, month: number, date: number, today: Day): Day | null => {
  if (year !== null) return dayOf(year < 100 ? 2000 + year : year, month, date);
  const now = Number(today.slice(0, 4));
  const day = dayOf(now, month, date);
  return day !== null && day > today ? dayOf(now - 1, month, date) : day;
};

const monthOf = (word: string): number | null => {
  const at = MONTH_NAMES.findIndex((names) => names.some((name) => name === word || (word.length >= 3 && name.startsWith(word))));
  return at < 0 ? null : at + 1;
};

/** Three numbers, or two without a year, in the order of the reader's locale. */
function ofNumbers(numbers: number[], today: Day): Day | null {
  const order = DATE_ORDER.filter((part) => numbers.length === 3 || part !== "year");
  const of = (part: "day" | "month" | "year"): number | null => {
    const at = order.indexOf(part);
    return at < 0 ? null : (numbers[at] ?? null);
  };
  const [date, month] = [of("day"), of("month")];
  return date === null || month === null ? null : inYear(of("year"), month, date, today);
}

/**
 * A day as somebody types it: `2026-11-22`, `22.11.2026`, `22/11` in the locale's order, `22 Nov`, `Nov 22, 2026`,
 * `today`, `yesterday`, `monday` (the last one), `-7` (days ago). Null for anything else.
 */
export function readTyped(text: string, today: Day): Day | null {
  const typed = text.trim().toLowerCase();
  const written = asDay(typed);
  if (written !== null) return written;
  if (typed === "today") return today;
  if (typed === "yesterday") return addDays(today, -1);
  if (/^-\d{1,4}$/.test(typed)) return addDays(today, Number(typed));
  const named = typed.length >= 3 ? WEEKDAYS.findIndex((day) => day.startsWith(typed)) : -1;
  if (named >= 0) return addDays(today, -((weekday(today) - named + 7) % 7 || 7));
  const parts = typed.split(/[\s.,/-]+/).filter((part) => part !== "");
  if (parts.length < 2 || parts.length > 3) return null;
  if (parts.every((part) => /^\d{1,4}$/.test(part))) return ofNumbers(parts.map(Number), today);
  const month = parts.map(monthOf).find((found) => found !== null) ?? null;
  const numbers = parts.filter((part) => /^\d{1,4}$/.test(part)).map(Number);
  if (month === null || numbers.length !== parts.length - 1) return null;
  const year = numbers.find((number) => number > 31) ?? (numbers.length === 2 ? numbers[1] : null) ?? null;
  const date = numbers.find((number) => number !== year) ?? (numbers.length === 1 ? numbers[0] : undefined);
  return date === undefined ? null : inYear(year, month, date, today);
}
