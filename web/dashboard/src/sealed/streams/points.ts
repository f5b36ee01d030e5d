import type { MetricValue } from "../../format/numbers";
import type { Bucket } from "../../panels/chart/series";
import type { Interval } from "../../question/interval";
import { METRICS, type Metric } from "../../question/metrics";
import { clockIn } from "../../question/timeZone";

/** What one item of a stream says: the answer to its question about one period. */
export interface Point {
  /** Milliseconds since 1970; the end is not part of it. */
  from: number;
  to: number;
  metrics: string[];
  dimensions: string[];
  rows: { dimensions: string[]; metrics: MetricValue[] }[];
}

const HOUR = 3_600_000;
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((text) => typeof text === "string");

const isValue = (value: unknown): value is MetricValue => {
  if (value === null || Number.isFinite(value)) return true;
  const money = value as Record<string, unknown>;
  return typeof value === "object" && Number.isFinite(money.value) && isTexts([money.currency, money.short, money.long]);
};

const isRow = (row: unknown, { metrics, dimensions }: Point): boolean => {
  const { dimensions: keys, metrics: values } = (row ?? {}) as Point["rows"][number];
  return (
    isTexts(keys) && keys.length === dimensions.length && Array.isArray(values) && values.length === metrics.length && values.every(isValue)
  );
};

/** Null where a member wrote something else: its shape is that member's word. */
export function readPoint(content: Uint8Array): Point | null {
  try {
    const point = JSON.parse(new TextDecoder().decode(content)) as Point;
    const isRight =
      Number.isSafeInteger(point.from) &&
      Number.isSafeInteger(point.to) &&
      point.from < point.to &&
      isTexts(point.metrics) &&
      isTexts(point.dimensions);
    return isRight && Array.isArray(point.rows) && point.rows.every((row) => isRow(row, point)) ? point : null;
  } catch {
    // No JSON, or nothing in it: the caller counts it.
    return null;
  }
}

/** What the dashboard can show of the metrics that a stream has. */
export const metricsOf = (points: readonly Point[]): Metric[] =>
  (points.at(-1)?.metrics ?? []).filter((name): name is Metric => name in METRICS);

const keyOf = (dimensions: readonly string[]): string => dimensions.join(" · ");

/** The values of a stream's dimensions, those of the newest points first. One empty name where it has none. */
export function seriesOf(points: readonly Point[]): string[] {
  if ((points.at(-1)?.dimensions.length ?? 0) === 0) return [""];
  return [...new Set([...points].reverse().flatMap(({ rows }) => rows.map(({ dimensions }) => keyOf(dimensions))))];
}

/** How long the newest period is, in words of the chart. */
export function intervalOf(points: readonly Point[]): Interval {
  const newest = points.at(-1);
  const hours = newest ? (newest.to - newest.from) / HOUR : 24;
  if (hours < 0.99) return "minute";
  // A day of a clock change has 23 hours.
  if (hours < 22.9) return "hour";
  if (hours < 6.9 * 24) return "day";
  return hours < 27 * 24 ? "week" : "month";
}

function labelOf(at: number, timeZone: string, interval: Interval): string {
  const label = new Date(clockIn(timeZone, new Date(at)).wall).toISOString().replace("T", " ");
  return label.slice(0, interval === "minute" || interval === "hour" ? 19 : 10);
}

/** The course of one metric of one series. A period that has no such row has none of a count, and nothing of a rate. */
export function bucketsOf(points: readonly Point[], metric: Metric, series: string, timeZone: string): Bucket[] {
  const interval = intervalOf(points);
  return points.map((point) => {
    const row = point.rows.find(({ dimensions }) => keyOf(dimensions) === series);
    const none = METRICS[metric].kind === "count" ? 0 : null;
    const value = row?.metrics[point.metrics.indexOf(metric)] ?? none;
    return { label: labelOf(point.from, timeZone, interval), value, partial: false, beforeLabel: null, before: null };
  });
}
