import { readShipped, scriptSource, unaltered } from "../../api/shipped";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { CopyBox } from "../../controls/Copy";
import { Empty, Failed, Late, Skeleton } from "../../controls/States";
import { TakeReport } from "../../export/TakeReport";
import { StandingContext, useStanding } from "../../overview/context";
import { FilterBar } from "../../overview/FilterBar";
import { PeriodPicker } from "../../overview/PeriodPicker";
import { useStandingOf } from "../../overview/useStandingOf";
import { dimensionOf } from "../../question/dimensions";
import { Course } from "../trends/Course";
import type { Line } from "../trends/lines";
import "../trends/trends.css";
import { Cards } from "./Cards";
import { BY, type Draft, readDraft, writeDraft } from "./draft";
import { PageTable } from "./PageTable";
import { questionOf, useVitals, type VitalsAnswer } from "./useVitals";
import { NAMES } from "./words";
import "./vitals.css";

/** How fast and how steady pages feel, by the 75th percentile of their loads. */
export function VitalsPage({ project }: { project: Project }) {
  const standing = useStandingOf(project);
  const draft = readDraft(standing.view.report);
  const change = (to: Partial<Draft>): void => standing.go({ report: writeDraft({ ...draft, ...to }) }, "replace");
  const asked = useVitals(standing, draft);
  return (
    <StandingContext.Provider value={standing}>
      <div class="stack">
        <header class="page-head">
          <div>
            <h1>Web vitals</h1>
            <p>How fast and how steady pages feel: three in four loads were at least as good as each number.</p>
          </div>
        </header>
        <div class="toolbar">
          <FilterBar addSignal={0} />
          <PeriodPicker customSignal={0} compares={false} />
        </div>
        {asked.error && <Failed error={asked.error} retry={asked.retry} />}
        {!asked.value && !asked.error && (
          <>
            <Skeleton rows={8} />
            <Late />
          </>
        )}
        {asked.value && !asked.error && <Answer answer={asked.value} draft={draft} busy={asked.loading} onChange={change} />}
      </div>
    </StandingContext.Provider>
  );
}

interface AnswerProps {
  answer: VitalsAnswer;
  draft: Draft;
  busy: boolean;
  onChange: (to: Partial<Draft>) => void;
}

function Answer({ answer, draft, busy, onChange }: AnswerProps) {
  const standing = useStanding();
  if (answer.totals.every((row) => row.samples === 0)) return <NotMeasured />;
  return (
    <>
      <Cards rows={answer.totals} chosen={draft.vital} onChoose={(vital) => onChange({ vital })} />
      {answer.trend && (
        <section class="card card-pad" aria-label={`${NAMES[draft.vital].short} over time`} aria-busy={busy}>
          <Course lines={[lineOf(answer, draft)]} labels={answer.time_labels ?? []} shape="line" />
        </section>
      )}
      <section class="card card-pad" aria-label="By page" aria-busy={busy}>
        <div class="vitals-by">
          <label for="vitals-by">By</label>
          <select
            id="vitals-by"
            class="input input-small"
            value={draft.by}
            onChange={(event) => onChange({ by: event.currentTarget.value })}
          >
            {BY.map((key) => (
              <option key={key} value={key}>
                {dimensionOf(key)?.one.toLowerCase()}
              </option>
            ))}
          </select>
        </div>
        <PageTable rows={answer.breakdown} by={draft.by} />
        <TakeReport
          kind="vitals"
          question={questionOf(standing, draft)}
          answer={answer}
          titles={{ totals: "Totals", breakdown: "By value", trend: "Over time" }}
        />
      </section>
    </>
  );
}

/** Times are drawn in seconds, as the chart knows them. */
function lineOf(answer: VitalsAnswer, { vital }: Draft): Line {
  const found = new Map(answer.trend?.filter((row) => row.vital === vital).map((row) => [row.time, row.p75]));
  const unit = vital === "cls" ? 1 : 1000;
  const values = (answer.time_labels ?? []).map((label) => {
    const value = found.get(label);
    return value === undefined ? null : value / unit;
  });
  return {
    key: vital,
    name: `${NAMES[vital].short}, 75th percentile`,
    kind: vital === "cls" ? "decimal" : "duration",
    number: null,
    before: null,
    values,
    olds: [],
    smooth: [],
    filters: null,
  };
}

/** On pages of a sealed project nothing runs that is not held to its hash. */
function NotMeasured() {
  const { project } = useStanding();
  const { value: shipped, error, retry } = useAsked("shipped", readShipped);
  const hash = shipped && project.mode === "sealed" ? `${unaltered(shipped, "footfall.vitals.js")} ` : "";
  return (
    <section class="card card-pad">
      <Empty icon="chart" title="No load was measured in this period">
        Web vitals are measured by a small script of their own. Put this line behind the tracker’s on your pages; it works with each of the
        trackers.
      </Empty>
      {error && <Failed error={error} retry={retry} />}
      {shipped && (
        <CopyBox
          label="Script of web vitals"
          text={`<script defer ${hash}src="${scriptSource(shipped, "footfall.vitals.js")}"></script>`}
        />
      )}
    </section>
  );
}
