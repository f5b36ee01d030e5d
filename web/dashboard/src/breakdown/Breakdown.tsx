import type { Row } from "../api/query";
import { useAnswer } from "../api/useAnswer";
import { Empty, Failed, Skeleton } from "../controls/States";
import { asNumber } from "../format/numbers";
import { questionOf, useStanding } from "../overview/context";
import { type Dimension, isEventDimension } from "../question/dimensions";
import { type ApiFilter, hasGoal } from "../question/filters";
import type { Metric } from "../question/metrics";
import { Rows } from "./Rows";

interface Props {
  dimension: Dimension;
  rows: number;
  filters?: ApiFilter[];
  metrics?: Metric[];
  /** Leaves rows out of what the server sent. */
  keep?: (row: Row) => boolean;
  empty?: string;
}

/** Panels are narrow. */
const SHORT_LABELS: Partial<Record<Metric, string>> = { conversion_rate: "Rate" };

/** The panel's numbers: people, and their share; under a goal, how many of them converted. */
function metricsFor(dimension: Dimension, goal: boolean): Metric[] {
  if (isEventDimension(dimension)) return ["visitors", "events"];
  return goal ? ["visitors", "conversion_rate"] : ["visitors", "percentage"];
}

export function Breakdown({ dimension, rows, filters = [], metrics, keep, empty }: Props) {
  const standing = useStanding();
  const asked = metrics ?? metricsFor(dimension, hasGoal(standing.view.filters));
  const compared = standing.before && { include: { comparisons: { mode: "custom" as const, date_range: standing.before.range } } };
  const { value, error, loading, retry } = useAnswer(
    questionOf(standing, { metrics: asked, dimensions: [dimension.api], filters, limit: rows, ...compared }),
    standing.beat,
  );
  if (error) return <Failed error={error} retry={retry} />;
  if (!value) return <Skeleton rows={Math.min(rows, 7)} />;
  const shown = (keep ? value.results.filter(keep) : value.results).filter((row) => asNumber(row.metrics[0]) !== 0);
  if (shown.length === 0)
    return (
      <Empty title={empty ?? `No ${dimension.many.toLowerCase()} in this period`}>
        {standing.view.filters.length > 0 && "Nothing fits all the filters."}
      </Empty>
    );
  return <Rows dimension={dimension} metrics={asked} rows={shown} loading={loading} labels={SHORT_LABELS} />;
}
