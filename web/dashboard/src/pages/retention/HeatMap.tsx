import { ScrollRegion } from "../../controls/ScrollRegion";
import { count, percent } from "../../format/numbers";
import { useStanding } from "../../overview/context";
import type { RetentionInterval } from "./draft";
import type { Cell, RetentionAnswer } from "./useRetention";

const DAYS: Record<RetentionInterval, (first: string) => string> = {
  day: (first) => first,
  week: (first) => later(first, 6 - ((new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7)),
  month: (first) =>
    later(`${first.slice(0, 7)}-01`, 31)
      .slice(0, 8)
      .concat("01"),
};

function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The last day of a cohort's period. */
function lastDay(first: string, interval: RetentionInterval): string {
  const last = DAYS[interval](first);
  return interval === "month" ? later(last, -1) : last;
}

/** A row a cohort, a column a period after its first: the darker, the more came again. */
export function HeatMap({ answer, interval }: { answer: RetentionAnswer; interval: RetentionInterval }) {
  const { href } = useStanding();
  const cohorts = [...new Set(answer.cohorts.map((cell) => cell.cohort))];
  const periods = [...new Set(answer.cohorts.map((cell) => cell.first_period))].sort((a, b) => a - b);
  const cells = new Map(answer.cohorts.map((cell) => [`${cell.cohort} ${cell.first_period}`, cell]));
  const overview = (first: string): string =>
    href({ period: { key: "custom", from: first, to: lastDay(first, interval) }, report: null }).replace(/\/retention(?=[?#]|$)/, "");
  return (
    <ScrollRegion label="Cohorts by period">
      <table class="heat">
        <thead>
          <tr>
            <th scope="col">First came</th>
            <th scope="col" class="right">
              Visitors
            </th>
            {periods.map((period) => (
              <th key={period} scope="col" class="heat-period">
                <span class="sr-only">{interval} </span>+{period}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map((cohort) => (
            <tr key={cohort}>
              <th scope="row">
                <a href={overview(cohort)}>{cohort}</a>
              </th>
              <td class="right">{count(answer.cohorts.find((cell) => cell.cohort === cohort)?.size ?? 0)}</td>
              {periods.map((period) => (
                <HeatCell key={period} cell={cells.get(`${cohort} ${period}`)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Five steps of one colour, told by the number as well. */
const stepOf = (share: number): number => (share === 0 ? 0 : Math.min(5, 1 + Math.floor(share / 15)));

function HeatCell({ cell }: { cell: Cell | undefined }) {
  if (!cell) return <td class="heat-none" />;
  const state = cell.complete === 1 ? "" : " heat-running";
  const running = cell.complete === 1 ? "" : ", not all of it seen";
  return (
    <td class={`heat-cell heat-${stepOf(cell.share)}${state}`} title={`${count(cell.visitors)} of ${count(cell.size)} visitors${running}`}>
      {percent(cell.share)}
      {running && <span class="sr-only">{running}</span>}
    </td>
  );
}
