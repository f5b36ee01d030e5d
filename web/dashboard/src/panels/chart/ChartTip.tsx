import { showBucket } from "../../format/dates";
import { asNumber, change, show, showChange } from "../../format/numbers";
import type { Interval } from "../../question/interval";
import { METRICS, type Metric } from "../../question/metrics";
import type { Bucket } from "./series";

interface Props {
  metric: Metric;
  interval: Interval;
  bucket: Bucket;
  /** What happened then. */
  told: readonly string[];
  x: number;
  width: number;
  zooms: boolean;
}

const HALF = 115;

export function ChartTip({ metric, interval, bucket, told, x, width, zooms }: Props) {
  const left = Math.max(HALF, Math.min(width - HALF, x));
  const difference = bucket.partial ? null : change(metric, asNumber(bucket.value), asNumber(bucket.before));
  return (
    <div class="chart-tip" style={{ left: `${left}px` }} aria-hidden="true">
      <p class="chart-tip-head">
        {METRICS[metric].label}
        {difference !== null && <span class="change">{`${difference >= 0 ? "+" : "−"}${showChange(metric, difference)}`}</span>}
      </p>
      <p class="chart-tip-row">
        <span class="key key-now" />
        <span class="grow">
          {showBucket(bucket.label, interval)}
          {bucket.partial && " so far"}
        </span>
        <strong>{show(metric, bucket.value)}</strong>
      </p>
      {bucket.beforeLabel && (
        <p class="chart-tip-row">
          <span class="key key-before" />
          <span class="grow">{showBucket(bucket.beforeLabel, interval)}</span>
          <strong>{show(metric, bucket.before)}</strong>
        </p>
      )}
      {told.map((name, place) => (
        <p key={`${place} ${name}`} class="chart-tip-row chart-tip-told">
          {name}
        </p>
      ))}
      {zooms && <p class="chart-tip-hint">Click to look into it</p>}
    </div>
  );
}
