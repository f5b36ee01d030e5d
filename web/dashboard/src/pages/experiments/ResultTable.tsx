import { ScrollRegion } from "../../controls/ScrollRegion";
import type { ResultRow, VariantRow } from "../../experiments/results";
import { count } from "../../format/numbers";
import { IntervalBar } from "./IntervalBar";
import { amount, chance, lossOf, points, signed } from "./words";

interface Props {
  label: string;
  variants: readonly VariantRow[];
  rows: readonly ResultRow[];
  control: string;
  /** Null: shares of visitors; otherwise money. */
  currency: string | null;
}

/** A row a variant, with what is believed of it. */
export function ResultTable({ label, variants, rows, control, currency }: Props) {
  const reach = Math.max(
    0.02,
    ...rows.flatMap((row) => [Math.abs(row.uplift_low ?? 0), Math.abs(row.uplift_high ?? 0)]).map((side) => Math.min(side, 2)),
  );
  const told = (number: number | null): string => (number === null ? "–" : currency ? amount(number, currency) : points(number));
  return (
    <ScrollRegion label={label}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col" class="right">
              Visitors
            </th>
            <th scope="col" class="right">
              Converted
            </th>
            <th scope="col" class="right">
              {currency ? "Revenue a visitor" : "Rate"}
            </th>
            <th scope="col">Uplift, 95 % interval</th>
            <th scope="col" class="right">
              Best
            </th>
            <th scope="col" class="right">
              Expected loss
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={row.variant}>
              <th scope="row">
                {row.variant} {row.variant === control && <span class="badge">control</span>}
              </th>
              <td class="right num">{count(variants[place]?.visitors ?? 0)}</td>
              <td class="right num">{count(variants[place]?.conversions ?? 0)}</td>
              <td class="right num">
                {told(row.number)}
                {row.low !== null && (
                  <span class="experiments-range">
                    {told(row.low)} to {told(row.high)}
                  </span>
                )}
              </td>
              <td>
                <Uplift row={row} reach={reach} isControl={row.variant === control} />
              </td>
              <td class="right num">{row.best === null ? "–" : chance(row.best)}</td>
              <td class="right num">{lossOf(row.loss, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Uplift({ row, reach, isControl }: { row: ResultRow; reach: number; isControl: boolean }) {
  const { uplift, uplift_low: low, uplift_high: high } = row;
  if (uplift === null || low === null || high === null) return <span class="muted">{isControl ? "compared with" : "not known yet"}</span>;
  return (
    <span class="experiments-uplift">
      <IntervalBar low={low} high={high} value={uplift} reach={reach} label={`From ${signed(low)} to ${signed(high)}`} />
      <span class="num">
        {signed(uplift)}
        <span class="experiments-range">
          {signed(low)} to {signed(high)}
        </span>
      </span>
    </span>
  );
}
