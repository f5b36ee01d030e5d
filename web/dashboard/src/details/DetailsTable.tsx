import type { Row } from "../api/query";
import { Moved } from "../breakdown/Change";
import { Icon } from "../controls/Icon";
import { showValue } from "../format/labels";
import { show } from "../format/numbers";
import { useStanding } from "../overview/context";
import type { Dimension } from "../question/dimensions";
import { operatorsOf, withFilter } from "../question/filters";
import { labelIn, type Metric } from "../question/metrics";

export interface Order {
  by: Metric | "dimension";
  direction: "asc" | "desc";
}

interface Props {
  dimension: Dimension;
  metrics: Metric[];
  /** Below each number is said how it moved against the period before. */
  compares: boolean;
  rows: readonly Row[];
  loading: boolean;
  order: Order;
  onSort: (by: Order["by"]) => void;
}

export function DetailsTable({ dimension, metrics, compares, rows, loading, order, onSort }: Props) {
  const { view, href } = useStanding();
  const narrowed = (op: "is" | "is_not", value: string): string =>
    href({ filters: withFilter(view.filters, { op, key: dimension.key, values: [value] }), details: null });
  return (
    <div class={loading ? "table-scroll rows-loading" : "table-scroll"}>
      <table class="table details-table">
        <thead>
          <tr>
            <Heading by="dimension" label={dimension.one} order={order} onSort={onSort} />
            {metrics.map((metric) => (
              <Heading key={metric} by={metric} label={labelIn(dimension.key, metric)} order={order} onSort={onSort} right />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const value = row.dimensions[0] ?? "";
            const shown = showValue(dimension.key, value);
            return (
              <tr key={value}>
                <th scope="row">
                  <span class="details-name">
                    <a class="details-link" href={narrowed("is", value)} title={`Only ${shown}`}>
                      {shown}
                    </a>
                    {operatorsOf(dimension.key).includes("is_not") && (
                      <a
                        class="details-not"
                        href={narrowed("is_not", value)}
                        aria-label={`Leave out ${shown}`}
                        title={`Leave out ${shown}`}
                      >
                        <Icon name="exclude" size={14} />
                      </a>
                    )}
                  </span>
                </th>
                {metrics.map((metric, index) => (
                  <td key={metric} class="right">
                    {show(metric, row.metrics[index])}
                    {compares && (
                      <div class="details-moved">
                        <Moved metric={metric} at={index} row={row} />
                      </div>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Heading({
  by,
  label,
  order,
  onSort,
  right = false,
}: {
  by: Order["by"];
  label: string;
  order: Order;
  onSort: Props["onSort"];
  right?: boolean;
}) {
  const sorted = order.by === by;
  return (
    <th
      scope="col"
      class={right ? "right" : undefined}
      aria-sort={sorted ? (order.direction === "desc" ? "descending" : "ascending") : undefined}
    >
      <button type="button" class="details-sort" onClick={() => onSort(by)}>
        {label}
        <span aria-hidden="true">{sorted ? (order.direction === "desc" ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
}
