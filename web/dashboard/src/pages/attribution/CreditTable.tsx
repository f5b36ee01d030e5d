import type { Shares } from "../../attribution/convert";
import { ScrollRegion } from "../../controls/ScrollRegion";
import { showValue } from "../../format/labels";
import { useStanding } from "../../overview/context";
import { dimensionOf } from "../../question/dimensions";
import { withFilter } from "../../question/filters";
import type { Draft } from "./draft";
import { type Line, sumOf } from "./rows";

const WAYS: readonly { key: keyof Shares; name: string; meaning: string }[] = [
  { key: "first", name: "First touch", meaning: "All credit to what brought them at first" },
  { key: "last", name: "Last touch", meaning: "All credit to what came last before" },
  { key: "linear", name: "Linear", meaning: "An equal share to each touch" },
];

interface Props {
  lines: readonly Line[];
  draft: Draft;
  /** How a share is told. */
  show: (value: number) => string;
}

/** Each value with what is owed to it, in the three ways to say so beside each other. */
export function CreditTable({ lines, draft, show }: Props) {
  const dimension = dimensionOf(draft.by);
  const most = Math.max(1e-9, ...lines.flatMap((line) => WAYS.map(({ key }) => line[key])));
  return (
    <ScrollRegion label="What conversions are owed to">
      <table class="table attribution-table">
        <thead>
          <tr>
            <th scope="col">{dimension?.one}</th>
            {WAYS.map(({ key, name, meaning }) => (
              <th key={key} scope="col" class="right" title={meaning}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.value ?? "\u0000"}>
              <th scope="row">
                <Value line={line} by={draft.by} />
              </th>
              {WAYS.map(({ key }) => (
                <td key={key} class="right num">
                  <span class={`attribution-bar attribution-${key}`} style={{ width: `${(Math.max(0, line[key]) / most) * 100}%` }} />
                  <span class="attribution-number">{show(line[key])}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            {WAYS.map(({ key }) => (
              <td key={key} class="right num">
                {show(sumOf(lines, key))}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

/** A value leads to the overview of who had it. */
function Value({ line: { value, different }, by }: { line: Line; by: string }) {
  const { view, href } = useStanding();
  if (value === null) return <>{different} others</>;
  const to = href({ filters: withFilter(view.filters, { op: "is", key: by, values: [value] }), report: null });
  return <a href={to.replace(/\/attribution(?=[?#]|$)/, "")}>{showValue(by, value)}</a>;
}
