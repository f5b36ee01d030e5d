import { ScrollRegion } from "../../controls/ScrollRegion";
import { count, percent } from "../../format/numbers";
import type { FunnelAnswer } from "./useFunnel";

interface Props {
  rows: NonNullable<FunnelAnswer["trend"]>;
  labels: string[];
}

/** The share that went all the way, by when they entered; buckets that nobody entered in stay empty. */
export function Trend({ rows, labels }: Props) {
  const byTime = new Map(rows.map((row) => [row.time, row]));
  const most = Math.max(1, ...rows.map((row) => row.conversion_rate));
  return (
    <section class="funnel-part" aria-labelledby="trend-title">
      <h2 id="trend-title">Over time</h2>
      <div class="funnel-trend" aria-hidden="true">
        {labels.map((label) => {
          const row = byTime.get(label);
          return (
            <span
              key={label}
              class="funnel-trend-bar"
              title={row ? `${label}: ${percent(row.conversion_rate)} of ${count(row.entered)}` : `${label}: nobody entered`}
              style={{ height: `${row ? Math.max(2, (row.conversion_rate / most) * 100) : 0}%` }}
            />
          );
        })}
      </div>
      <p class="funnel-trend-ends muted num" aria-hidden="true">
        <span>{labels[0]}</span>
        <span>{labels[labels.length - 1]}</span>
      </p>
      <details>
        <summary>As a table</summary>
        <ScrollRegion label="Conversion over time">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Entered</th>
                <th scope="col" class="right">
                  Visitors
                </th>
                <th scope="col" class="right">
                  All the way
                </th>
                <th scope="col" class="right">
                  Share
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.time}>
                  <th scope="row">{row.time}</th>
                  <td class="right">{count(row.entered)}</td>
                  <td class="right">{count(row.converted)}</td>
                  <td class="right">{percent(row.conversion_rate)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </section>
  );
}
