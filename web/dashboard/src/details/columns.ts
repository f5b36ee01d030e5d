import { type Dimension, isEventDimension } from "../question/dimensions";
import { type Filter, hasGoal } from "../question/filters";
import type { Metric } from "../question/metrics";

/** The numbers of the full table: all that the query API can tell of the dimension. */
export function columnsOf(dimension: Dimension, filters: readonly Filter[], paid: boolean): Metric[] {
  if (dimension.key === "goal")
    return paid ? ["visitors", "events", "conversion_rate", "total_revenue"] : ["visitors", "events", "conversion_rate"];
  if (isEventDimension(dimension)) return ["visitors", "events", "percentage"];
  if (hasGoal(filters)) return ["visitors", "conversion_rate"];
  if (dimension.key === "page") return ["visitors", "percentage", "pageviews", "bounce_rate", "time_on_page", "scroll_depth"];
  return ["visitors", "percentage", "visits", "pageviews", "bounce_rate", "visit_duration"];
}
