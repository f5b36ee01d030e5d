import type { Answer } from "../../api/query";
import { asNumber, type MetricValue } from "../../format/numbers";
import { METRICS, type Metric } from "../../question/metrics";

export interface Bucket {
  label: string;
  /** Null for buckets of the future. */
  value: MetricValue;
  /** Still growing. */
  partial: boolean;
  beforeLabel: string | null;
  before: MetricValue;
}

/** Empty buckets are left out of the answer: nothing counted is 0, and of a rate without visits there is no value to show but 0. */
function valuesByLabel(answer: Answer): Map<string, MetricValue> {
  const values = new Map<string, MetricValue>();
  for (const row of answer.results) {
    const label = row.dimensions[0] ?? "";
    const value = row.metrics[0] ?? null;
    const known = values.get(label);
    // The repeated hour of a clock change gives two rows with one label.
    if (typeof known === "number" && typeof value === "number") values.set(label, known + value);
    else values.set(label, value);
  }
  return values;
}

const labelsOf = (answer: Answer): string[] => answer.meta.time_labels ?? answer.results.map((row) => row.dimensions[0] ?? "");

/**
 * The buckets of the period beside those of the period before, matched by their place. `nowLabel` is the wall clock of
 * the project as a label: later buckets are the future, and the last one that has begun is still growing.
 */
export function bucketsOf(metric: Metric, now: Answer, before: Answer | null, nowLabel: string): Bucket[] {
  const values = valuesByLabel(now);
  const olds = before ? valuesByLabel(before) : new Map<string, MetricValue>();
  const oldLabels = before ? labelsOf(before) : [];
  const none: MetricValue = METRICS[metric].kind === "money" ? null : 0;
  const labels = labelsOf(now);
  const begun = labels.filter((label) => label <= nowLabel.slice(0, Math.max(label.length, 10)));
  const buckets = labels.map((label, index): Bucket => {
    const oldLabel = oldLabels[index] ?? null;
    return {
      label,
      value: begun.includes(label) ? (values.get(label) ?? none) : null,
      partial: false,
      beforeLabel: oldLabel,
      before: oldLabel === null ? null : (olds.get(oldLabel) ?? none),
    };
  });
  return buckets;
}

/** Marks the last begun bucket as growing. */
export function markRunning(buckets: Bucket[], running: boolean): Bucket[] {
  const last = buckets.findLastIndex((bucket) => bucket.value !== null);
  return buckets.map((bucket, index) => (running && index === last ? { ...bucket, partial: true } : bucket));
}

export const highest = (buckets: readonly Bucket[]): number =>
  Math.max(0, ...buckets.flatMap((bucket) => [asNumber(bucket.value) ?? 0, asNumber(bucket.before) ?? 0]));
