import { useAnswer } from "../../api/useAnswer";
import { Empty, Failed, Skeleton } from "../../controls/States";
import { asNumber, count } from "../../format/numbers";
import { questionOf, useStanding } from "../../overview/context";
import { PROP_PREFIX } from "../../question/dimensions";
import { type ApiFilter, type Filter, withFilter } from "../../question/filters";

const MOST = 100;

interface Props {
  event: string | null;
  prop: string;
}

/** The values of a prop; each leads to the overview of who had it. */
export function Values({ event, prop }: Props) {
  const standing = useStanding();
  const dimension = `event:props:${prop}`;
  const filters: ApiFilter[] = [...(event === null ? [] : [["is", "event:name", [event]] as ApiFilter]), ["is_not", dimension, ["(none)"]]];
  const { value, error, loading, retry } = useAnswer(
    questionOf(standing, { metrics: ["events", "visitors"], dimensions: [dimension], filters, limit: MOST, include: { total_rows: true } }),
  );
  if (error) return <Failed error={error} retry={retry} />;
  if (!value) return <Skeleton rows={6} />;
  if (value.results.length === 0) return <Empty title={`No event of these days has the prop ${prop}`} />;
  const total = value.meta.total_rows ?? value.results.length;
  const own: Filter[] =
    event === null ? standing.view.filters : withFilter(standing.view.filters, { op: "is", key: "event", values: [event] });
  return (
    <>
      <table class={loading ? "table rows-loading" : "table"}>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col" class="right">
              Events
            </th>
            <th scope="col" class="right">
              Visitors
            </th>
          </tr>
        </thead>
        <tbody>
          {value.results.map((row) => {
            const text = row.dimensions[0] ?? "";
            const to = standing.href({ filters: withFilter(own, { op: "is", key: PROP_PREFIX + prop, values: [text] }), report: null });
            return (
              <tr key={text}>
                <th scope="row">
                  <a href={to.replace(/\/props(?=[?#]|$)/, "")}>{text || "(empty)"}</a>
                </th>
                <td class="right num">{count(asNumber(row.metrics[0]) ?? 0)}</td>
                <td class="right num">{count(asNumber(row.metrics[1]) ?? 0)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {total > MOST && <p class="muted">{`The ${MOST} most frequent of ${count(total)} values.`}</p>}
    </>
  );
}
