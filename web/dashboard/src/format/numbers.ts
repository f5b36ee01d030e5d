import type { Metric, MetricKind } from "../question/metrics";
import { METRICS } from "../question/metrics";
import { locale } from "./locale";

export interface Money {
  value: number;
  currency: string;
  short: string;
  long: string;
}

export type MetricValue = number | Money | null;

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

export const count = (value: number): string => whole.format(value);

/** `1,234`, `12.3k`, `4.56M`: at most four characters of digits, never rounded up to the next unit's name. */
export function shortCount(value: number): string {
  if (value < 10_000) return whole.format(value);
  const [divisor, unit] = value < 999_500 ? [1_000, "k"] : value < 999_500_000 ? [1_000_000, "M"] : [1_000_000_000, "B"];
  const scaled = value / divisor;
  return `${(scaled < 10 ? twoDecimals : scaled < 100 ? oneDecimal : whole).format(scaled)}${unit}`;
}

/** `9s`, `2m 05s`, `1h 03m`. */
export function duration(seconds: number): string {
  const total = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, "0");
  if (total < 60) return `${total}s`;
  if (total < 3600) return `${Math.floor(total / 60)}m ${two(total % 60)}s`;
  return `${Math.floor(total / 3600)}h ${two(Math.floor((total % 3600) / 60))}m`;
}

export const percent = (value: number): string => `${(Math.abs(value) < 10 && value % 1 !== 0 ? oneDecimal : whole).format(value)}%`;

export const bytes = (value: number): string =>
  value < 1024
    ? `${value} B`
    : value < 1_048_576
      ? `${oneDecimal.format(value / 1024)} KiB`
      : `${oneDecimal.format(value / 1_048_576)} MiB`;

export const asNumber = (value: MetricValue | undefined): number | null =>
  value === null || value === undefined ? null : typeof value === "number" ? value : value.value;

function formatKind(kind: MetricKind, value: number, short: boolean): string {
  if (kind === "percent") return percent(value);
  if (kind === "duration") return duration(value);
  if (kind === "decimal" || kind === "money") return twoDecimals.format(value);
  return short ? shortCount(value) : count(value);
}

/** A metric's value for the reader; `–` where there is none. */
export function show(metric: Metric, value: MetricValue | undefined, short = false): string {
  if (value === null || value === undefined) return "–";
  // The server's short form has one decimal, which for small amounts is neither short nor how money is written.
  if (typeof value === "object") return short && Math.abs(value.value) >= 1000 ? value.short : value.long;
  return formatKind(METRICS[metric].kind, value, short);
}

/** Change in percent against the period before; null where there is nothing to measure against. Rates differ by points. */
export function change(metric: Metric, now: number | null, before: number | null): number | null {
  if (now === null || before === null) return null;
  if (METRICS[metric].kind === "percent") return now - before;
  if (before === 0) return null;
  return ((now - before) / before) * 100;
}

export function showChange(metric: Metric, value: number): string {
  const size = Math.abs(value);
  const digits = (size < 10 ? oneDecimal : whole).format(size);
  if (METRICS[metric].kind !== "percent") return `${digits}%`;
  return digits === "1" ? "1 pt" : `${digits} pts`;
}
