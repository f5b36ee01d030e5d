import { firstWeekday } from "../../format/week";
import { addDays, addMonths, type Day, earlier, endOfMonth, startOfMonth, startOfYear, weekday } from "../../question/calendar";

export interface Preset {
  label: string;
  from: Day;
  to: Day;
}

/** By the reader's own week; 0 for Monday is the query API's. */
export const weekBegin = (day: Day, first = firstWeekday()): Day => addDays(day, -((weekday(day) - first + 7) % 7));

const quarterBegin = (day: Day): Day => addMonths(startOfMonth(day), -((Number(day.slice(5, 7)) - 1) % 3));

/** What the list of periods has no name for. */
export function presetsOf(today: Day, first = firstWeekday()): Preset[] {
  const week = weekBegin(today, first);
  const quarter = quarterBegin(today);
  const year = startOfYear(today);
  const until = (from: Day, to: Day, label: string): Preset => ({ label, from, to: earlier(to, today) });
  return [
    until(week, addDays(week, 6), "This week"),
    until(addDays(week, -7), addDays(week, -1), "Last week"),
    until(startOfMonth(today), endOfMonth(today), "This month"),
    until(addMonths(startOfMonth(today), -1), addDays(startOfMonth(today), -1), "Last month"),
    until(quarter, addDays(addMonths(quarter, 3), -1), "This quarter"),
    until(addMonths(quarter, -3), addDays(quarter, -1), "Last quarter"),
    until(year, today, "This year"),
    until(addMonths(year, -12), addDays(year, -1), "Last year"),
  ];
}
