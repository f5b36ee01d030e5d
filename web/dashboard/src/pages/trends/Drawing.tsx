import { showTick } from "../../format/dates";
import { linePath, tickStep } from "../../panels/chart/scale";
import type { Interval } from "../../question/interval";
import { barsOf, EDGE, type Layout, pointsOf } from "./layout";
import type { Line } from "./lines";
import { show } from "./words";

interface Props {
  layout: Layout;
  lines: readonly Line[];
  labels: readonly string[];
  interval: Interval;
  bars: boolean;
  /** The interval that is looked at, or null. */
  at: number | null;
}

const LABEL_WIDTH = 68;

/** Axes, and the lines or bars, with the period before as dashes behind them; a moving average is drawn over its line, which then steps back. */
export function Drawing({ layout, lines, labels, interval, bars, at }: Props) {
  return (
    <svg class="trends-drawing" width={layout.width} height={layout.height} aria-hidden="true">
      <Axes layout={layout} labels={labels} interval={interval} />
      {at !== null && <line class="trends-rule" x1={layout.x(at)} x2={layout.x(at)} y1={EDGE.top} y2={layout.floor} />}
      {lines.map((line, place) => (
        <g key={line.key} class={`trends-line-${place + 1}`}>
          {line.olds.length > 0 && (
            <path class="trends-stroke trends-old" d={linePath(pointsOf(line.olds.slice(0, labels.length), layout))} />
          )}
          {bars
            ? barsOf(line.values, place, lines.length, layout).map((bar) => <rect key={bar.x} class="trends-rect" {...bar} rx={1.5} />)
            : lineOf(line, layout)}
          {line.smooth.length > 0 && <path class="trends-stroke trends-smooth" d={linePath(pointsOf(line.smooth, layout))} />}
        </g>
      ))}
    </svg>
  );
}

function lineOf(line: Line, layout: Layout) {
  const points = pointsOf(line.values, layout);
  const lonely = points.filter((point, at) => point && !points[at - 1] && !points[at + 1]);
  return (
    <>
      <path class={line.smooth.length > 0 ? "trends-stroke trends-behind" : "trends-stroke"} d={linePath(points)} />
      {lonely.map((point) => point && <circle key={point.x} class="trends-dot" cx={point.x} cy={point.y} r="4" />)}
    </>
  );
}

function Axes({ layout, labels, interval }: Pick<Props, "layout" | "labels" | "interval">) {
  const { width, height, ticks, kind, x, y } = layout;
  const every = tickStep(labels.length, width - EDGE.left - EDGE.right, LABEL_WIDTH);
  const manyDays = new Set(labels.map((label) => label.slice(0, 10))).size > 2;
  return (
    <g class="trends-axes">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={EDGE.left} x2={width - EDGE.right} y1={y(tick)} y2={y(tick)} />
          <text x={EDGE.left - 10} y={y(tick) + 4} text-anchor="end">
            {show(kind, tick, true)}
          </text>
        </g>
      ))}
      {labels.map((label, at) =>
        at % every === 0 ? (
          <text key={`${label}${at}`} x={x(at)} y={height - 8} text-anchor="middle">
            {showTick(label, interval, manyDays)}
          </text>
        ) : null,
      )}
    </g>
  );
}
