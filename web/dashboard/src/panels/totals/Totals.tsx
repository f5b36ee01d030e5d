import { useAnswer } from "../../api/useAnswer";
import { Change } from "../../breakdown/Change";
import { Failed } from "../../controls/States";
import { asNumber, change, type MetricValue, show } from "../../format/numbers";
import { questionOf, useStanding } from "../../overview/context";
import { forgetsVisitors } from "../../question/bounds";
import { hasGoal } from "../../question/filters";
import { GOAL_TOTALS, labelOf, METRICS, type Metric, TOTALS } from "../../question/metrics";
import "./totals.css";

/** The six numbers of a period. Each chooses what the chart below draws. */
export function Totals() {
  const standing = useStanding();
  const { view, before, beat } = standing;
  const goal = hasGoal(view.filters);
  const metrics = [...(goal ? GOAL_TOTALS : TOTALS)];
  const now = useAnswer(questionOf(standing, { metrics }), beat);
  const then = useAnswer(before && questionOf(standing, { metrics, range: before.range }), beat);
  if (now.error) return <Failed error={now.error} retry={now.retry} />;
  const values = now.value?.results[0]?.metrics;
  const old = before ? then.value?.results[0]?.metrics : undefined;
  // A period without anybody has no rates to measure against.
  const olds = asNumber(old?.[0]) ? old : undefined;
  return (
    <ul class={now.loading ? "totals totals-loading" : "totals"} aria-label="Totals" aria-busy={now.loading}>
      {metrics.map((metric, index) => (
        <Tile
          key={metric}
          metric={metric}
          label={labelOf(metric, goal)}
          value={values?.[index]}
          old={olds?.[index]}
          known={values !== undefined}
        />
      ))}
    </ul>
  );
}

interface TileProps {
  metric: Metric;
  label: string;
  value: MetricValue | undefined;
  old: MetricValue | undefined;
  known: boolean;
}

function Tile({ metric, label, value, old, known }: TileProps) {
  const { view, span, project, go } = useStanding();
  const bounded = metric === "visitors" && forgetsVisitors(project) && span.days > 1 && span.key !== "30m";
  const difference = change(metric, asNumber(value), asNumber(old));
  const meaning = bounded
    ? `${METRICS[metric].meaning} Here a visitor is known for one day: the same person on another day counts again.`
    : METRICS[metric].meaning;
  return (
    <li class="total">
      <button
        type="button"
        class="total-button"
        aria-pressed={view.metric === metric}
        title={meaning}
        onClick={() => go({ metric }, "replace")}
      >
        <span class="total-label">
          {label}
          {bounded && (
            <span class="total-bound" aria-hidden="true">
              per day
            </span>
          )}
        </span>
        <span class="total-value">{known ? show(metric, value, true) : <span class="skeleton-bar total-wait" />}</span>
        <span class="total-change">{known && difference !== null && <Change metric={metric} value={difference} old={old} />}</span>
        {bounded && <span class="sr-only">. {meaning}</span>}
      </button>
    </li>
  );
}
