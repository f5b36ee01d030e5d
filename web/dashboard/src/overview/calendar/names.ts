import { readLabel } from "../../format/dates";
import { locale } from "../../format/locale";
import type { Day } from "../../question/calendar";

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });

/** The order in which the numbers of a date are written: `day`, `month` and `year`. */
export const DATE_ORDER = format({ day: "numeric", month: "numeric", year: "numeric" })
  .formatToParts(0)
  .map(({ type }) => type)
  .filter((type): type is "day" | "month" | "year" => type === "day" || type === "month" || type === "year");

const monthYear = format({ month: "long", year: "numeric" });

/** A month of a year, and a whole date with its weekday. */
export const showMonth = (day: Day): string => monthYear.format(readLabel(day));
const wholeDate = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const showWholeDay = (day: Day): string => wholeDate.format(readLabel(day));

/** The seven weekdays from Monday on, for the head of a calendar and for the ear. */
const weekdays = (width: "short" | "long"): string[] => {
  const named = format({ weekday: width });
  return Array.from({ length: 7 }, (_, at) => named.format(new Date(Date.UTC(2024, 0, 1 + at))));
};
export const WEEKDAYS: readonly { short: string; long: string }[] = weekdays("long").map((long, at) => ({
  long,
  short: weekdays("short")[at] ?? long,
}));

/** The names of the months, short and long, in small letters, January first. */
export const MONTH_NAMES: readonly (readonly string[])[] = Array.from({ length: 12 }, (_, month) => {
  const at = new Date(Date.UTC(2024, month, 15));
  return [locale, "en"].flatMap((language) =>
    (["long", "short"] as const).map((width) =>
      new Intl.DateTimeFormat(language, { month: width, timeZone: "UTC" }).format(at).toLowerCase().replace(/\.$/, ""),
    ),
  );
});
