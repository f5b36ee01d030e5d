import { countLabel } from "../../format/labels";
import { count, duration, percent } from "../../format/numbers";
import { useStanding } from "../../overview/context";
import type { Filter } from "../../question/filters";
import { type Draft, nameOf, type Step } from "./draft";
import type { StepRow } from "./useFunnel";

interface Props {
  rows: StepRow[];
  draft: Draft;
  onExplore: (step: number) => void;
}

/** The filter of the overview that shows what a step is made of; a step of several has none. */
function filterOf({ kind, values }: Step): Filter | null {
  const [value, another] = values.filter((one) => one !== "");
  return value && !another ? { op: "is", key: kind, values: [value] } : null;
}

/** A row a step: a bar as long as its share of those who entered, and how long it took to get there. */
export function Steps({ rows, draft, onExplore }: Props) {
  const { project, view, href, shared } = useStanding();
  const last = rows[rows.length - 1];
  const overview = (step: Step): string | null => {
    const filter = filterOf(step);
    return filter && href({ filters: [...view.filters, filter], report: null }).replace(/\/funnels(?=[?#]|$)/, "");
  };
  return (
    <>
      <p class="funnel-sum">
        <strong class="num">{percent(last?.conversion_rate ?? 0)}</strong> of{" "}
        {draft.window === "visit"
          ? countLabel(rows[0]?.visitors ?? 0, "visit", "visits")
          : countLabel(rows[0]?.visitors ?? 0, "visitor", "visitors")}{" "}
        went all the way.
      </p>
      <ol class="funnel-bars" aria-label={`Steps of ${project.name}`}>
        {rows.map((row, place) => {
          const step = draft.steps[place];
          const link = step && !shared ? overview(step) : null;
          return (
            <li key={row.step} class="funnel-bar">
              <div class="funnel-bar-head">
                <span class="funnel-bar-name">
                  <span class="muted num">{row.step}</span> {step ? nameOf(step) : ""}
                </span>
                <span class="num">
                  {link ? <a href={link}>{count(row.visitors)}</a> : count(row.visitors)}{" "}
                  <span class="muted">{percent(row.conversion_rate)}</span>
                </span>
              </div>
              <div class="funnel-track">
                <span class="funnel-fill" style={{ width: `${row.conversion_rate}%` }} />
              </div>
              <div class="funnel-bar-foot">
                <span class="muted">
                  {row.median_seconds === null
                    ? " "
                    : `${percent(row.step_rate)} of the step before, half of them within ${duration(row.median_seconds)}, nine of ten within ${duration(row.p90_seconds ?? 0)}`}
                </span>
                {row.dropped > 0 && shared && <span class="muted">{count(row.dropped)} stopped here</span>}
                {row.dropped > 0 && !shared && (
                  <button
                    type="button"
                    class="button button-quiet button-small"
                    aria-pressed={draft.explored === row.step}
                    onClick={() => onExplore(draft.explored === row.step ? 0 : row.step)}
                  >
                    {count(row.dropped)} stopped here
                  </button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
