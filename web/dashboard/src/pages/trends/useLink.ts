import { useStanding } from "../../overview/context";
import { addDays, earlier, endOfMonth, later } from "../../question/calendar";
import { withFilter } from "../../question/filters";
import { nameRange } from "../../question/period";
import { clockIn } from "../../question/timeZone";
import type { View } from "../../question/view";
import type { Line } from "./lines";

/** The address of the overview of what a line is made of, over the whole period or in one interval; null where no filter can say it. */
export function useLink(): (line: Line, label?: string) => string | null {
  const { view, href, interval, span, present } = useStanding();
  return (line, label) => {
    if (!line.filters) return null;
    const change: Partial<View> = { filters: line.filters.reduce(withFilter, view.filters), report: null };
    if (label !== undefined) {
      const from = label.slice(0, 10);
      const end = interval === "week" ? addDays(from, 6) : interval === "month" ? endOfMonth(from) : from;
      change.period = nameRange(later(from, span.from), earlier(end, span.to), clockIn(present.timeZone, present.now).day);
      change.interval = null;
    }
    return href(change).replace(/\/trends(?=[?#]|$)/, "");
  };
}
