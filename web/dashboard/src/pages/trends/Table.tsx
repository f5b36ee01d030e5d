import { ScrollRegion } from "../../controls/ScrollRegion";
import { showBucket } from "../../format/dates";
import { useStanding } from "../../overview/context";
import { nameOfBefore } from "../../question/comparison";
import type { Line } from "./lines";
import { useLink } from "./useLink";
import { show } from "./words";

/** Every number, by interval; each leads to the overview of what it is made of. */
export function Table({ lines, labels }: { lines: readonly Line[]; labels: readonly string[] }) {
  const { interval, view } = useStanding();
  const link = useLink();
  return (
    <ScrollRegion label="Numbers by interval">
      <table class="table">
        {lines.some((line) => line.olds.length > 0) && <caption class="muted">Below each number: {nameOfBefore(view.comparison)}</caption>}
        <thead>
          <tr>
            <th scope="col">Time</th>
            {lines.map((line) => (
              <th key={line.key} scope="col" class="right">
                {line.name}
              </th>
            ))}
            {lines.map(
              (line) =>
                line.smooth.length > 0 && (
                  <th key={`${line.key} smooth`} scope="col" class="right">
                    {line.name}, average
                  </th>
                ),
            )}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, at) => (
            <tr key={label}>
              <th scope="row">{showBucket(label, interval)}</th>
              {lines.map((line) => {
                const to = line.values[at] ? link(line, label) : null;
                const text = show(line.kind, line.values[at]);
                return (
                  <td key={line.key} class="right num">
                    {to ? <a href={to}>{text}</a> : text}
                    {line.olds.length > 0 && <div class="muted trends-before">{show(line.kind, line.olds[at])}</div>}
                  </td>
                );
              })}
              {lines.map(
                (line) =>
                  line.smooth.length > 0 && (
                    <td key={`${line.key} smooth`} class="right num">
                      {show(line.kind === "count" ? "decimal" : line.kind, line.smooth[at])}
                    </td>
                  ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
