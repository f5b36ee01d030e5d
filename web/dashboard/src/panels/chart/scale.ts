import type { MetricKind } from "../../question/metrics";

/** Steps that read well: of numbers 1, 2, 5 and their tens; of seconds the clock's own. */
const CLOCK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

function niceStep(rough: number, kind: MetricKind): number {
  if (kind === "duration") return CLOCK_STEPS.find((step) => step >= rough) ?? Math.ceil(rough / 86_400) * 86_400;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return kind === "count" ? Math.max(1, step) : step;
}

/** The marks of the value axis from 0 up, at most `most` above it, the last one at or above `highest`. */
export function valueTicks(highest: number, kind: MetricKind, most = 4): number[] {
  if (!(highest > 0)) return kind === "percent" ? [0, 50, 100] : [0, 1];
  const step = niceStep(highest / most, kind);
  const ticks: number[] = [];
  for (let at = 0; ticks.length === 0 || (ticks.at(-1) ?? 0) < highest; at++) ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
}

/** Every n-th bucket gets a label, so that labels of `labelWidth` stay apart. */
export function tickStep(buckets: number, width: number, labelWidth: number): number {
  const fitting = Math.max(1, Math.floor(width / labelWidth));
  const rough = Math.ceil(buckets / fitting);
  return [1, 2, 3, 4, 6, 7, 8, 12, 14, 24, 28, 48].find((step) => step >= rough) ?? rough;
}

export interface Point {
  x: number;
  y: number;
}

/** A path through the points. It is straight between them: a curve would show values that nobody counted. */
export function linePath(points: readonly (Point | null)[]): string {
  let path = "";
  let pen = false;
  for (const point of points) {
    if (point) path += `${pen ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    pen = point !== null;
  }
  return path;
}

/** The ground under the line, in one piece for each run of known points. */
export function areaPath(points: readonly (Point | null)[], floor: number): string {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point) runs.at(-1)?.push(point);
    else runs.push([]);
  }
  return runs
    .filter((run) => run.length > 1)
    .map((run) => `${linePath(run)}L${run.at(-1)?.x.toFixed(1)} ${floor}L${run[0]?.x.toFixed(1)} ${floor}Z`)
    .join("");
}
