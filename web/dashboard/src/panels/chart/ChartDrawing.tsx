import { useEffect, useRef, useState } from "preact/hooks";
import type { Mark } from "../../definitions/annotation";
import { showBucket, showTick } from "../../format/dates";
import { asNumber, show } from "../../format/numbers";
import type { Interval } from "../../question/interval";
import { METRICS, type Metric } from "../../question/metrics";
import { ChartTip } from "./ChartTip";
import { areaPath, linePath, type Point, tickStep, valueTicks } from "./scale";
import { type Bucket, highest } from "./series";

interface Props {
  metric: Metric;
  interval: Interval;
  buckets: readonly Bucket[];
  /** What happened, at the places of buckets. */
  marks?: readonly Mark[];
  /** Opens a bucket; null where buckets cannot be opened. */
  onZoom: ((bucket: Bucket) => void) | null;
}

const EDGE = { top: 14, right: 22, bottom: 30, left: 52 };

function useWidth(): [(element: HTMLDivElement | null) => void, number] {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) return undefined;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, width];
}

interface Layout {
  width: number;
  height: number;
  floor: number;
  ticks: number[];
  x: (index: number) => number;
  now: (Point | null)[];
  before: (Point | null)[];
}

function layOutChart(width: number, metric: Metric, buckets: readonly Bucket[]): Layout {
  const height = width < 560 ? 220 : 300;
  const floor = height - EDGE.bottom;
  const ticks = valueTicks(highest(buckets), METRICS[metric].kind);
  const top = ticks.at(-1) ?? 1;
  const inner = width - EDGE.left - EDGE.right;
  const x = (index: number): number => EDGE.left + (buckets.length === 1 ? inner / 2 : (inner * index) / (buckets.length - 1));
  const point = (index: number, value: number | null): Point | null =>
    value === null ? null : { x: x(index), y: floor - ((floor - EDGE.top) * value) / top };
  return {
    width,
    height,
    floor,
    ticks,
    x,
    now: buckets.map((bucket, index) => point(index, asNumber(bucket.value))),
    before: buckets.map((bucket, index) => point(index, asNumber(bucket.before))),
  };
}

/**
 * The line. For the keyboard and for screen readers it is a slider over the buckets: arrows move, the value is spoken,
 * Enter opens the bucket.
 */
export function ChartDrawing({ metric, interval, buckets, marks = [], onZoom }: Props) {
  const [measure, width] = useWidth();
  const [at, setAt] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const layout = layOutChart(Math.max(width, 280), metric, buckets);
  const last = buckets.length - 1;
  const current = at === null ? null : buckets[Math.min(at, last)];
  const follow = (event: PointerEvent): void => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    const share = (event.clientX - left - EDGE.left) / (layout.width - EDGE.left - EDGE.right);
    setAt(Math.max(0, Math.min(last, Math.round(share * last))));
  };
  const keys = (event: KeyboardEvent): void => {
    const from = at ?? last;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (to !== undefined) setAt(Math.max(0, Math.min(last, to)));
    else if (event.key === "Enter" && current && onZoom) onZoom(current);
    else return;
    event.preventDefault();
  };
  const spoken = buckets[at ?? last];
  const told = marks.filter(({ index }) => index === (at ?? last)).map(({ name }) => name);
  return (
    <div class="chart-box" ref={measure}>
      <div
        ref={box}
        class={onZoom ? "chart-pad chart-zooms" : "chart-pad"}
        role="slider"
        tabIndex={0}
        aria-label={`${METRICS[metric].label}, by ${interval}`}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={spoken ? [`${showBucket(spoken.label, interval)}: ${show(metric, spoken.value)}`, ...told].join("; ") : undefined}
        onPointerMove={follow}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && setAt(last)}
        onKeyDown={keys}
        onClick={() => current && onZoom?.(current)}
      >
        {width > 0 && <Drawing layout={layout} metric={metric} interval={interval} buckets={buckets} marks={marks} at={at} />}
        {current && at !== null && (
          <ChartTip
            metric={metric}
            interval={interval}
            bucket={current}
            told={told}
            x={layout.now[at]?.x ?? layout.before[at]?.x ?? 0}
            width={layout.width}
            zooms={onZoom !== null}
          />
        )}
      </div>
    </div>
  );
}

function Drawing({
  layout,
  metric,
  interval,
  buckets,
  marks,
  at,
}: {
  layout: Layout;
  metric: Metric;
  interval: Interval;
  buckets: readonly Bucket[];
  marks: readonly Mark[];
  at: number | null;
}) {
  const { width, height, floor, now, before } = layout;
  const partial = buckets.findIndex((bucket) => bucket.partial);
  const whole = partial > 0 ? now.map((point, index) => (index < partial ? point : null)) : now;
  const growing = partial > 0 ? now.map((point, index) => (index === partial || index === partial - 1 ? point : null)) : [];
  const mark = at === null ? null : now[at];
  const rule = mark ?? (at === null ? null : before[at]);
  const lonely = now.filter((point, index) => point && !now[index - 1] && !now[index + 1]);
  return (
    <svg class="chart-svg" width={width} height={height} aria-hidden="true">
      <defs>
        <linearGradient id="chart-fill" x1="0" x2="0" y1="0" y2="1">
          <stop offset="0" class="fill-top" />
          <stop offset="1" class="fill-end" />
        </linearGradient>
      </defs>
      <Axes layout={layout} metric={metric} interval={interval} buckets={buckets} />
      {marks.map(({ index, name }, place) => (
        <path key={`${place} ${name}`} class="chart-mark" d={`M${layout.x(index)} ${floor}V${EDGE.top - 4}l6 4-6 4`} />
      ))}
      <path class="chart-area" d={areaPath(now, floor)} />
      <path class="chart-before" d={linePath(before)} />
      <path class="chart-line" d={linePath(whole)} />
      <path class="chart-line chart-growing" d={linePath(growing)} />
      {lonely.map((point) => point && <circle key={point.x} class="chart-dot" cx={point.x} cy={point.y} r="4.5" />)}
      {rule && <line class="chart-rule" x1={rule.x} x2={rule.x} y1={EDGE.top} y2={floor} />}
      {mark && <circle class="chart-dot" cx={mark.x} cy={mark.y} r="5" />}
    </svg>
  );
}

function Axes({ layout, metric, interval, buckets }: { layout: Layout; metric: Metric; interval: Interval; buckets: readonly Bucket[] }) {
  const { width, floor, ticks, height } = layout;
  const top = ticks.at(-1) ?? 1;
  const inner = width - EDGE.left - EDGE.right;
  const every = tickStep(buckets.length, inner, interval === "hour" || interval === "minute" ? 62 : 68);
  const manyDays = new Set(buckets.map((bucket) => bucket.label.slice(0, 10))).size > 2;
  return (
    <g class="chart-axes">
      {ticks.map((tick) => {
        const y = floor - ((floor - EDGE.top) * tick) / top;
        return (
          <g key={tick}>
            <line x1={EDGE.left} x2={width - EDGE.right} y1={y} y2={y} />
            <text x={EDGE.left - 10} y={y + 4} text-anchor="end">
              {show(metric, tick, true)}
            </text>
          </g>
        );
      })}
      {buckets.map((bucket, index) =>
        index % every === 0 ? (
          <text key={`${bucket.label}${index}`} x={layout.x(index)} y={height - 8} text-anchor="middle">
            {showTick(bucket.label, interval, manyDays)}
          </text>
        ) : null,
      )}
    </g>
  );
}
