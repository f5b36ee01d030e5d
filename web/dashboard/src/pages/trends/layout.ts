import { type Point, valueTicks } from "../../panels/chart/scale";
import type { MetricKind } from "../../question/metrics";
import { boundsOf, type Line } from "./lines";

export const EDGE = { top: 14, right: 18, bottom: 30, left: 54 };
const NARROW = 560;
const BAR_SHARE = 0.8;

/** Where everything of a drawing is. */
export interface Layout {
  width: number;
  height: number;
  floor: number;
  ticks: number[];
  /** What the marks of the axis are: the kind of all lines, or plain numbers where they differ. */
  kind: MetricKind;
  x: (at: number) => number;
  y: (value: number) => number;
}

export function layOut(width: number, lines: readonly Line[], intervals: number, bars: boolean): Layout {
  const height = width < NARROW ? 230 : 320;
  const floor = height - EDGE.bottom;
  const kind = lines.every((line) => line.kind === lines[0]?.kind) ? (lines[0]?.kind ?? "decimal") : "decimal";
  const { lowest, highest } = boundsOf(lines);
  const below = lowest < 0 ? valueTicks(-lowest, kind).slice(1) : [];
  const ticks = [...below.reverse().map((tick) => -tick), ...(highest > 0 || lowest === 0 ? valueTicks(highest, kind) : [0])];
  const [bottom, top] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const inner = width - EDGE.left - EDGE.right;
  const slot = inner / Math.max(intervals, 1);
  return {
    width,
    height,
    floor,
    ticks,
    kind,
    x: (at) => EDGE.left + (bars || intervals === 1 ? slot * (at + 0.5) : (inner * at) / (intervals - 1)),
    y: (value) => floor - ((floor - EDGE.top) * (value - bottom)) / (top - bottom),
  };
}

export const pointsOf = (values: readonly (number | null)[], { x, y }: Layout): (Point | null)[] =>
  values.map((value, at) => (value === null ? null : { x: x(at), y: y(value) }));

export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The bars of a line, which stand beside those of the others. */
export function barsOf(values: readonly (number | null)[], place: number, of: number, { width, x, y }: Layout): Bar[] {
  const slot = ((width - EDGE.left - EDGE.right) / Math.max(values.length, 1)) * BAR_SHARE;
  const one = slot / of;
  return values.flatMap((value, at) => {
    if (value === null || value === 0) return [];
    const [from, to] = [y(Math.max(value, 0)), y(Math.min(value, 0))];
    return [{ x: x(at) - slot / 2 + one * place, y: from, width: Math.max(1, one - (one > 4 ? 1 : 0)), height: Math.max(1, to - from) }];
  });
}

/** The interval that is nearest to a place from the left. */
export function nearest(left: number, intervals: number, layout: Layout): number {
  const first = layout.x(0);
  const step = intervals > 1 ? layout.x(1) - first : 1;
  return Math.max(0, Math.min(intervals - 1, Math.round((left - first) / step)));
}
