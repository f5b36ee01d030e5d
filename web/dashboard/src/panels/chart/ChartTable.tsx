import { ScrollRegion } from "../../controls/ScrollRegion";
import { showBucket } from "../../format/dates";
import { show } from "../../format/numbers";
import type { Interval } from "../../question/interval";
import { METRICS, type Metric } from "../../question/metrics";
import type { Bucket } from "./series";

interface Props {
  metric: Metric;
  interval: Interval;
  buckets: readonly Bucket[];
  /** What the buckets' earlier numbers are of, such as the year before; left out where they have none. */
  before?: string;
}

/** The chart's numbers to read, to copy, and to hear. */
export function ChartTable({ metric, interval, buckets, before = "" }: Props) {
  const compares = buckets.some((bucket) => bucket.beforeLabel);
  return (
    <ScrollRegion class="chart-table" label={`${METRICS[metric].label} by ${interval}`}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{interval[0]?.toUpperCase() + interval.slice(1)}</th>
            <th scope="col" class="right">
              {METRICS[metric].label}
            </th>
            {compares && (
              <th scope="col" class="right">
                {before[0]?.toUpperCase() + before.slice(1)}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket, index) => (
            <tr key={`${bucket.label}${index}`}>
              <th scope="row">
                {showBucket(bucket.label, interval)}
                {bucket.partial && <span class="muted"> so far</span>}
              </th>
              <td class="right">{show(metric, bucket.value)}</td>
              {compares && (
                <td class="right muted">
                  {show(metric, bucket.before)}
                  {bucket.beforeLabel && <span class="chart-table-before"> · {showBucket(bucket.beforeLabel, interval)}</span>}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
