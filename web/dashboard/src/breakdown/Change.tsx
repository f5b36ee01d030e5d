import { type MetricValue, show, showChange } from "../format/numbers";
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
