import type { Row } from "../api/query";
import { asNumber, change, type MetricValue, show, showChange } from "../format/numbers";
import { METRICS, type Metric } from "../question/metrics";
import "./change.css";

interface Props {
  metric: Metric;
  /** In percent, or in points where the metric is itself a share. */
  value: number;
  old: MetricValue | undefined;
}

/** How a number moved against the period before: an arrow for the eye, a word for the ear, and a colour only where one direction is better. */
export function Change({ metric, value, old }: Props) {
  const { better } = METRICS[metric];
  const still = Math.abs(value) < 0.05;
  const good = still || better === null ? null : value > 0 === (better === "more");
  return (
    <span class={good === null ? "change" : good ? "change change-good" : "change change-bad"} title={`Before: ${show(metric, old)}`}>
      <span aria-hidden="true">{still ? "→" : value > 0 ? "↗" : "↘"}</span>
      <span class="sr-only">{still ? "unchanged" : value > 0 ? "up" : "down"}</span> {showChange(metric, value)}
    </span>
  );
}

/** How a row's number moved, of a row that was asked for with its comparison. What was not there before has no percentage. */
export function Moved({ metric, at, row }: { metric: Metric; at: number; row: Row }) {
  const olds = row.comparison?.metrics;
  if (!asNumber(olds?.[0])) return at === 0 && olds ? <span class="change">new</span> : null;
  const moved = change(metric, asNumber(row.metrics[at]), asNumber(olds?.[at]));
  return moved === null ? null : <Change metric={metric} value={moved} old={olds?.[at]} />;
}
