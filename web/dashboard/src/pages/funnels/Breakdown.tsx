import { ScrollRegion } from "../../controls/ScrollRegion";
import { showValue } from "../../format/labels";
import { count, percent } from "../../format/numbers";
import { useStanding } from "../../overview/context";
import { dimensionOf } from "../../question/dimensions";
import { withFilter } from "../../question/filters";
import { type Draft, nameOf } from "./draft";
import type { FunnelAnswer } from "./useFunnel";

interface Props {
  rows: NonNullable<FunnelAnswer["breakdown"]>;
  draft: Draft;
}

/** The same steps for each value that visitors entered with; a click on one filters the whole page by it. */
export function Breakdown({ rows, draft }: Props) {
  const { view, href } = useStanding();
  const values = [...new Set(rows.map((row) => row.value))];
  const cell = (value: string, step: number) => rows.find((row) => row.value === value && row.step === step);
  return (
    <section class="funnel-part" aria-labelledby="breakdown-title">
      <h2 id="breakdown-title">By {(dimensionOf(draft.breakdown)?.one ?? draft.breakdown).toLowerCase()}</h2>
      <ScrollRegion label="Steps by value">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{dimensionOf(draft.breakdown)?.one}</th>
              {draft.steps.map((step, place) => (
                <th key={place} scope="col" class="right">
                  {nameOf(step)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {values.map((value) => (
              <tr key={value}>
                <th scope="row">
                  <a href={href({ filters: withFilter(view.filters, { op: "is", key: draft.breakdown, values: [value] }) })}>
                    {showValue(draft.breakdown, value)}
                  </a>
                </th>
                {draft.steps.map((_, place) => {
                  const found = cell(value, place + 1);
                  return (
                    <td key={place} class="right">
                      {count(found?.visitors ?? 0)} {place > 0 && <span class="muted">{percent(found?.conversion_rate ?? 0)}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
