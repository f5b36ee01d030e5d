import { ScrollRegion } from "../../controls/ScrollRegion";
import { showValue } from "../../format/labels";
import { count } from "../../format/numbers";
import { useStanding } from "../../overview/context";
import { dimensionOf } from "../../question/dimensions";
import { withFilter } from "../../question/filters";
import { VITALS } from "./draft";
import type { VitalsAnswer } from "./useVitals";
import { NAMES, RATINGS, show } from "./words";

type Row = VitalsAnswer["breakdown"][number];

/** The 75th percentiles by page, or by what else is chosen; a value filters by itself. */
export function PageTable({ rows, by }: { rows: readonly Row[]; by: string }) {
  const places = [...new Set(rows.map((row) => row.place))].map((place) => rows.filter((row) => row.place === place));
  return (
    <ScrollRegion label={`Web vitals by ${dimensionOf(by)?.one.toLowerCase()}`}>
      <table class="table vitals-table">
        <thead>
          <tr>
            <th scope="col">{dimensionOf(by)?.one}</th>
            <th scope="col" class="right">
              Loads
            </th>
            {VITALS.map((vital) => (
              <th key={vital} scope="col" class="right" title={NAMES[vital].meaning}>
                {NAMES[vital].short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((cells) => (
            <tr key={cells[0]?.place}>
              <th scope="row">{cells[0] && <Value row={cells[0]} by={by} />}</th>
              <td class="right num">{count(Math.max(...cells.map((cell) => cell.samples)))}</td>
              {VITALS.map((vital) => {
                const cell = cells.find((row) => row.vital === vital);
                return (
                  <td key={vital} class="right num">
                    {cell?.rating ? (
                      <span class={`vitals-cell vitals-${cell.rating}`} title={RATINGS[cell.rating]}>
                        {show(vital, cell.p75)}
                        <span class="sr-only">, {RATINGS[cell.rating]}</span>
                      </span>
                    ) : (
                      <span class="muted">–</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Value({ row: { value, different }, by }: { row: Row; by: string }) {
  const { view, href } = useStanding();
  if (value === null) return <>{different} others</>;
  return <a href={href({ filters: withFilter(view.filters, { op: "is", key: by, values: [value] }) })}>{showValue(by, value)}</a>;
}
