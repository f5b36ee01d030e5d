import { useEffect, useRef, useState } from "preact/hooks";
import { showBucket } from "../../format/dates";
import { useStanding } from "../../overview/context";
import { nameOfBefore } from "../../question/comparison";
import { navigate } from "../../router";
import { Drawing } from "./Drawing";
import type { Shape } from "./draft";
import { EDGE, layOut, nearest } from "./layout";
import type { Line } from "./lines";
import { useLink } from "./useLink";
import { show } from "./words";

interface Props {
  lines: readonly Line[];
  labels: readonly string[];
  shape: Shape;
}

const LEAST_WIDTH = 260;
const TIP_WIDTH = 240;
const TIP_APART = 14;

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

/** Left of what is looked at where there is room, so that the course up to it stays in sight; else right of it. */
const besides = (x: number, width: number): number =>
  x - TIP_APART - TIP_WIDTH >= 0 ? x - TIP_APART - TIP_WIDTH : Math.min(x + TIP_APART, width - TIP_WIDTH);

function sayOf({ name, kind, values, olds }: Line, at: number, before: string): string {
  const now = `${name} ${show(kind, values[at])}`;
  return olds.length > 0 ? `${now}, ${before} ${show(kind, olds[at])}` : now;
}

/**
 * The lines or bars. For the keyboard and for screen readers it is a slider over the intervals: arrows move, the numbers are spoken, Enter opens the overview of
 * the first line's interval.
 */
export function Course({ lines, labels, shape }: Props) {
  const { interval, view } = useStanding();
  const [measure, width] = useWidth();
  const [at, setAt] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const link = useLink();
  const last = labels.length - 1;
  const layout = layOut(Math.max(width, LEAST_WIDTH), lines, labels.length, shape === "bar");
  const open = (): void => {
    const [line, label] = [lines[0], labels[at ?? last]];
    const to = line && label !== undefined ? link(line, label) : null;
    if (to) navigate(to);
  };
  const keys = (event: KeyboardEvent): void => {
    const from = at ?? last;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (to !== undefined) setAt(Math.max(0, Math.min(last, to)));
    else if (event.key === "Enter") open();
    else return;
    event.preventDefault();
  };
  const spoken = labels[at ?? last] ?? "";
  const before = nameOfBefore(view.comparison);
  const said = lines.map((line) => sayOf(line, at ?? last, before)).join(", ");
  return (
    <div ref={measure}>
      <div
        ref={box}
        class="trends-pad"
        role="slider"
        tabIndex={0}
        aria-label={`The trend, by ${interval}`}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={`${showBucket(spoken, interval)}: ${said}`}
        onPointerMove={(event) => setAt(nearest(event.clientX - (box.current?.getBoundingClientRect().left ?? 0), labels.length, layout))}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && setAt(last)}
        onKeyDown={keys}
        onClick={open}
      >
        {width > 0 && <Drawing layout={layout} lines={lines} labels={labels} interval={interval} bars={shape === "bar"} at={at} />}
        {at !== null && (
          <div class="trends-tip" style={{ left: `${besides(layout.x(at), layout.width)}px`, top: `${EDGE.top}px` }} aria-hidden="true">
            <p class="trends-tip-head">{showBucket(labels[at] ?? "", interval)}</p>
            {lines.some((line) => line.olds.length > 0) && <p class="trends-tip-old">on the right: {before}</p>}
            {lines.map((line, place) => (
              <p key={line.key} class="trends-tip-row">
                <span class={`trends-key trends-line-${place + 1}`} />
                <span class="trends-name">{line.name}</span>
                <strong class="num">{show(line.kind, line.values[at])}</strong>
                {line.olds.length > 0 && <span class="num trends-tip-old">{show(line.kind, line.olds[at])}</span>}
              </p>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
