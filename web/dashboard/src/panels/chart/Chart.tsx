import { useRef, useState } from "preact/hooks";
import type { Answer } from "../../api/query";
import { useAnswer } from "../../api/useAnswer";
import { Icon } from "../../controls/Icon";
import { quietly } from "../../controls/later";
import { Empty, Failed, Late } from "../../controls/States";
import type { Mark } from "../../definitions/annotation";
import { questionOf, type Standing, useStanding } from "../../overview/context";
import { addDays, earlier, endOfMonth, later } from "../../question/calendar";
import { nameOfBefore } from "../../question/comparison";
import { hasGoal } from "../../question/filters";
import { INTERVAL_LABELS, intervalsOf } from "../../question/interval";
import { GOAL_TOTALS, labelOf, type Metric, TOTALS } from "../../question/metrics";
import { nameRange } from "../../question/period";
import { clockIn } from "../../question/timeZone";
import { isPublished } from "../../share/threshold";
import { ChartDrawing } from "./ChartDrawing";
import { ChartTable } from "./ChartTable";
import { type Bucket, bucketsOf } from "./series";
import "./chart.css";

const Annotations = quietly("annotations", async () => (await import("../../definitions/Annotations")).Annotations);

/** The metric that can be drawn: the chosen one, if the totals show it. */
function drawnMetric({ view }: Standing): Metric {
  const possible = hasGoal(view.filters) ? GOAL_TOTALS : TOTALS;
  return possible.includes(view.metric) ? view.metric : "visitors";
}

/** Opens the days of a bucket; hours and minutes have none. */
function zoomInto(bucket: Bucket, { interval, span, present, go }: Standing): void {
  if (interval === "hour" || interval === "minute") return;
  const from = bucket.label.slice(0, 10);
  const end = interval === "day" ? from : interval === "week" ? addDays(from, 6) : endOfMonth(from);
  go({ period: nameRange(later(from, span.from), earlier(end, span.to), clockIn(present.timeZone, present.now).day), interval: null });
}

/** The course of one metric over the period, as a line or as a table. */
export function Chart() {
  const standing = useStanding();
  const { span, before, interval, beat, project, shared } = standing;
  const [asTable, setAsTable] = useState(false);
  const [marks, setMarks] = useState<Mark[]>([]);
  const metric = drawnMetric(standing);
  const wanted = { metrics: [metric], dimensions: [`time:${interval}`], include: { time_labels: true } };
  const now = useAnswer(questionOf(standing, wanted), beat);
  const then = useAnswer(before && questionOf(standing, { ...wanted, range: before.whole }));
  const clock = clockIn(project.timezone, new Date());
  const nowLabel = new Date(clock.wall).toISOString().replace("T", " ").slice(0, 19);
  // While an answer is on its way the one before it is drawn, as what it is: the values of another metric have another unit.
  const drawn = useRef({ metric, interval });
  if (!now.loading) drawn.current = { metric, interval };
  const old: Answer | null = before && (now.loading || !then.loading) ? then.value : null;
  const buckets = now.value ? bucketsOf(drawn.current.metric, now.value, old, span.running ? nowLabel : null) : [];
  const zoom = interval === "hour" || interval === "minute" ? null : (bucket: Bucket): void => zoomInto(bucket, standing);
  return (
    <div class={now.loading ? "chart chart-loading" : "chart"}>
      <ChartHead metric={metric} asTable={asTable} onTable={() => setAsTable(!asTable)} />
      {now.error && <Failed error={now.error} retry={now.retry} />}
      {!now.error && !now.value && (
        <>
          <div class="chart-wait skeleton-bar" role="status" aria-label="Loading" />
          <Late />
        </>
      )}
      {now.value && !now.error && buckets.length === 0 && <Empty title="Nothing happened in this period" />}
      {buckets.length > 0 && !asTable && (
        <ChartDrawing
          key={`${drawn.current.metric}${drawn.current.interval}`}
          {...drawn.current}
          buckets={buckets}
          marks={marks}
          onZoom={zoom}
        />
      )}
      {buckets.length > 0 && asTable && <ChartTable {...drawn.current} buckets={buckets} before={nameOfBefore(standing.view.comparison)} />}
      {buckets.length > 0 && !shared && <Annotations buckets={buckets} onMarks={setMarks} />}
    </div>
  );
}

function ChartHead({ metric, asTable, onTable }: { metric: Metric; asTable: boolean; onTable: () => void }) {
  const { span, interval, before, view, go, shared } = useStanding();
  const possible = shared?.threshold ? intervalsOf(span).filter((entry) => isPublished(entry, shared.threshold)) : intervalsOf(span);
  return (
    <div class="chart-head">
      <p class="chart-legend">
        <span class="key key-now" /> {labelOf(metric, hasGoal(view.filters))}
        {before && (
          <>
            <span class="key key-before" /> {nameOfBefore(view.comparison)}
          </>
        )}
      </p>
      <label class="chart-interval">
        <span class="sr-only">Buckets</span>
        <select
          class="input input-small"
          value={interval}
          disabled={possible.length < 2}
          onChange={(event) => go({ interval: event.currentTarget.value as typeof interval }, "replace")}
        >
          {possible.map((entry) => (
            <option key={entry} value={entry}>
              {INTERVAL_LABELS[entry]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="icon-button"
        aria-pressed={asTable}
        aria-label="Show the chart as a table"
        title={asTable ? "Show as a chart" : "Show as a table"}
        onClick={onTable}
      >
        <Icon name={asTable ? "chart" : "table"} />
      </button>
    </div>
  );
}
