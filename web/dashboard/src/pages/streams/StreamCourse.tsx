import { useState } from "preact/hooks";
import { Icon } from "../../controls/Icon";
import { Empty, Note } from "../../controls/States";
import { showInstant } from "../../format/dates";
import { ChartDrawing } from "../../panels/chart/ChartDrawing";
import { ChartTable } from "../../panels/chart/ChartTable";
import "../../panels/chart/chart.css";
import { METRICS, type Metric } from "../../question/metrics";
import { bucketsOf, intervalOf, metricsOf, seriesOf } from "../../sealed/streams/points";
import type { Course, Stream } from "../../sealed/streams/streams";

/** The course of one of a stream's metrics, as a line or as a table. */
export function StreamCourse({ stream, course }: { stream: Stream; course: Course }) {
  const { points, unopened, earlier, by, changedAt } = course;
  const [asTable, setAsTable] = useState(false);
  const [chosen, setChosen] = useState<Metric | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const metrics = metricsOf(points);
  const all = seriesOf(points);
  const metric = chosen && metrics.includes(chosen) ? chosen : metrics[0];
  const series = picked !== null && all.includes(picked) ? picked : (all[0] ?? "");
  const interval = intervalOf(points);
  const buckets = metric ? bucketsOf(points, metric, series, stream.timezone) : [];
  return (
    <>
      {unopened > 0 && (
        <Note kind="warn">
          {unopened === 1 ? "One item is" : `${unopened} items are`} left out: of a key that you were not given, or of a shape that this
          dashboard does not know.
        </Note>
      )}
      {points.length === 0 && unopened === 0 && (
        <Empty title="Nothing yet">The first number comes when the period that runs is over.</Empty>
      )}
      {points.length > 0 && !metric && (
        <Empty title="Nothing that can be drawn">This dashboard knows none of the metrics of this stream.</Empty>
      )}
      {metric && (
        <>
          <div class="chart-head stream-fields">
            <Pick label="Metric" value={metric} names={metrics} shown={(name) => METRICS[name].label} onPick={setChosen} />
            <Pick label="Of" value={series} names={all} shown={(name) => name || "(none)"} onPick={setPicked} />
            <button
              type="button"
              class="icon-button"
              aria-pressed={asTable}
              aria-label="Show the stream as a table"
              title={asTable ? "Show as a chart" : "Show as a table"}
              onClick={() => setAsTable(!asTable)}
            >
              <Icon name={asTable ? "chart" : "table"} />
            </button>
          </div>
          {asTable ? (
            <ChartTable metric={metric} interval={interval} buckets={buckets} />
          ) : (
            <ChartDrawing key={`${metric}${series}`} metric={metric} interval={interval} buckets={buckets} onZoom={null} />
          )}
          <p class="hint">
            {earlier > 0 && `${earlier.toLocaleString("en")} earlier items are not drawn. `}
            Signed by {by}, the last time on {showInstant(new Date(changedAt).toISOString())}; every signature was checked here.
          </p>
        </>
      )}
    </>
  );
}

interface PickProps<T extends string> {
  label: string;
  value: T;
  names: T[];
  shown: (name: T) => string;
  onPick: (name: T) => void;
}

/** Nothing where there is nothing to choose. */
function Pick<T extends string>({ label, value, names, shown, onPick }: PickProps<T>) {
  if (names.length < 2) return <span class="stream-only">{shown(value) === "(none)" ? "" : shown(value)}</span>;
  return (
    <select class="input input-small" aria-label={label} value={value} onChange={(event) => onPick(event.currentTarget.value as T)}>
      {names.map((name) => (
        <option key={name} value={name}>
          {shown(name)}
        </option>
      ))}
    </select>
  );
}
