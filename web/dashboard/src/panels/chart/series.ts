import type { Answer } from "../../api/query";
import { asNumber, type MetricValue } from "../../format/numbers";
import { METRICS, type Metric } from "../../question/metrics";

export interface Bucket {
  label: string;
  /** Null for buckets of the future, and for empty ones of a rate. */
  value: MetricValue;
  /** Still growing. */
  partial: boolean;
  beforeLabel: string | null;
  before: MetricValue;
}

/** Buckets without anything are left out of the answer. */
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

/** What an empty bucket shows: of counts 0, of rates and means nothing at all. */
const emptyOf = (metric: Metric): MetricValue => (METRICS[metric].kind === "count" ? 0 : null);

/** A bucket that is told without a number, such as a hidden one, is not an empty one. */
const toldOf = (values: Map<string, MetricValue>, label: string, none: MetricValue): MetricValue =>
  values.has(label) ? (values.get(label) ?? null) : none;

/**
 * The buckets of the period beside those of the period before, matched by their place. Of a running period `nowLabel`
 * is the wall clock of the project as a label: later buckets are the future, and the last one that has begun is still
 * growing.
 */
export function bucketsOf(metric: Metric, now: Answer, before: Answer | null, nowLabel: string | null): Bucket[] {
  const values = valuesByLabel(now);
  const olds = before ? valuesByLabel(before) : new Map<string, MetricValue>();
  const oldLabels = before ? labelsOf(before) : [];
  const none = emptyOf(metric);
  const labels = labelsOf(now);
  const begun = nowLabel === null ? labels.length : labels.filter((label) => label <= nowLabel.slice(0, label.length)).length;
  return labels.map((label, index): Bucket => {
    const oldLabel = oldLabels[index] ?? null;
    return {
      label,
      value: index < begun ? toldOf(values, label, none) : null,
      partial: nowLabel !== null && index === begun - 1,
      beforeLabel: oldLabel,
      before: oldLabel === null ? null : toldOf(olds, oldLabel, none),
    };
  });
}

export const highest = (buckets: readonly Bucket[]): number =>
  Math.max(0, ...buckets.flatMap((bucket) => [asNumber(bucket.value) ?? 0, asNumber(bucket.before) ?? 0]));
