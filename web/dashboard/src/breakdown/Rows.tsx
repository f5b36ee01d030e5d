import type { Row } from "../api/query";
import { Icon } from "../controls/Icon";
import { showValue } from "../format/labels";
import { asNumber, show } from "../format/numbers";
import { useStanding } from "../overview/context";
import type { Dimension } from "../question/dimensions";
import { operatorsOf, withFilter } from "../question/filters";
import { METRICS, type Metric } from "../question/metrics";
import { Moved } from "./Change";

interface Props {
  dimension: Dimension;
  metrics: readonly Metric[];
  rows: readonly Row[];
  loading?: boolean;
  /** Headings other than the metrics' own labels. */
  labels?: Partial<Record<Metric, string>>;
}

/** Each row is a link that filters by it; the small button beside it filters it out. */
export function Rows({ dimension, metrics, rows, loading = false, labels = {} }: Props) {
  // Where nothing at all was there before, each row being new says nothing.
  const compares = rows.some((row) => asNumber(row.comparison?.metrics[0]));
  const most = Math.max(1, ...rows.map((row) => asNumber(row.metrics[0]) ?? 0));
  return (
    <table class={loading ? "rows rows-loading" : "rows"} aria-busy={loading}>
      <thead>
        <tr>
          <th scope="col">{dimension.one}</th>
          {metrics.map((metric) => (
            <th key={metric} scope="col" class="rows-num">
              {labels[metric] ?? METRICS[metric].label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <RowLine
            key={row.dimensions[0]}
            dimension={dimension}
            metrics={metrics}
            row={row}
            compares={compares}
            share={(asNumber(row.metrics[0]) ?? 0) / most}
          />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps {
  dimension: Dimension;
  metrics: readonly Metric[];
  row: Row;
  compares: boolean;
  share: number;
}

function RowLine({ dimension, metrics, row, compares, share }: LineProps) {
  const { view, href, go, shared } = useStanding();
  const filters = !shared || shared.may_filter;
  const value = row.dimensions[0] ?? "";
  const shown = showValue(dimension.key, value);
  const exclude = (): void =>
    go({ filters: withFilter(view.filters, { op: "is_not", key: dimension.key, values: [value] }), details: null });
  return (
    <tr class="row">
      <th scope="row">
        <span class="row-bar" style={{ width: `${Math.max(share * 100, 0.8)}%` }} />
        {filters ? (
          <a
            class="row-link"
            href={href({ filters: withFilter(view.filters, { op: "is", key: dimension.key, values: [value] }), details: null })}
            title={shown}
          >
            <RowLabel dimension={dimension} value={value} shown={shown} />
          </a>
        ) : (
          <span class="row-link row-text" title={shown}>
            <RowLabel dimension={dimension} value={value} shown={shown} />
          </span>
        )}
        {filters && operatorsOf(dimension.key).includes("is_not") && (
          <button type="button" class="row-not" aria-label={`Leave out ${shown}`} title={`Leave out ${shown}`} onClick={exclude}>
            <Icon name="exclude" size={14} />
          </button>
        )}
      </th>
      {metrics.map((metric, index) => (
        <td key={metric} class={index === 0 ? "rows-num" : "rows-num rows-minor"}>
          {show(metric, row.metrics[index], true)}
          {compares && (
            <span class="row-moved">
              <Moved metric={metric} at={index} row={row} />
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

function RowLabel({ dimension, value, shown }: { dimension: Dimension; value: string; shown: string }) {
  const isUnset = value === "(not set)" || value === "(none)";
  return (
    <>
      {dimension.key === "country" && !isUnset && (
        <span class="row-code" aria-hidden="true">
          {value}
        </span>
      )}
      <span class={isUnset ? "row-unset" : undefined}>{shown}</span>
    </>
  );
}
