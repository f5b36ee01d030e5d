import type { Threshold } from "../api/shared";
import type { Interval } from "../question/interval";
import type { PeriodKey } from "../question/period";

/** Whether numbers of such intervals are made of what is published. */
export const isPublished = (interval: Interval, threshold: Threshold | null): boolean =>
  !threshold || intervalsOf(threshold).includes(interval);

/** The finest first. */
export const intervalsOf = ({ grain }: Threshold): readonly Interval[] => (grain === "day" ? ["day", "week", "month"] : ["month"]);

/** Periods in which there can be a whole day or month. */
export function periodsOf({ grain }: Threshold): ReadonlySet<PeriodKey> {
  const months: PeriodKey[] = ["last_month", "year", "12mo", "all", "custom"];
  return new Set(grain === "day" ? [...months, "yesterday", "7d", "28d", "30d", "91d", "month"] : months);
}
