import type { Project } from "../../api/types";
import { Empty, Failed, Late, Skeleton } from "../../controls/States";
import { ReportMenu } from "../../definitions/ReportMenu";
import { TakeReport } from "../../export/TakeReport";
import { StandingContext } from "../../overview/context";
import { FilterBar } from "../../overview/FilterBar";
import { PeriodPicker } from "../../overview/PeriodPicker";
import { useStandingOf } from "../../overview/useStandingOf";
import { forgetsVisitors } from "../../question/bounds";
import { Curve } from "./Curve";
import { type Draft, readDraft, writeDraft } from "./draft";
import { HeatMap } from "./HeatMap";
import { Rules } from "./Rules";
import { questionOf, useRetention } from "./useRetention";
import "./retention.css";

/** How many of those who came first in one period come again in later ones. */
export function RetentionPage({ project }: { project: Project }) {
  return (
    <div class="stack">
      <header class="page-head">
        <div>
          <h1>Retention</h1>
          <p>How many of those who came first in one period come again in later ones.</p>
        </div>
      </header>
      {forgetsVisitors(project) ? (
        <section class="card card-pad">
          <Empty icon="user" title="Nobody can be seen to come again here">
            Visitors of this project get a new id each day, and the old one is destroyed. That is why it needs no consent, and why any
            number on this page would mean nothing. Retention is for projects of the identity “identified”.
          </Empty>
        </section>
      ) : (
        <Report project={project} />
      )}
    </div>
  );
}

function Report({ project }: { project: Project }) {
  const standing = useStandingOf(project);
  const draft = readDraft(standing.view.report);
  const change = (to: Partial<Draft>): void => standing.go({ report: writeDraft({ ...draft, ...to }) }, "replace");
  const { value, error, loading, retry } = useRetention(standing, draft);
  return (
    <StandingContext.Provider value={standing}>
      <div class="toolbar">
        <FilterBar addSignal={0} />
        <ReportMenu
          report="retention"
          one="retention question"
          many="questions"
          draft={writeDraft(draft)}
          question={questionOf(standing, draft)}
        />
        <PeriodPicker customSignal={0} compares={false} />
      </div>
      <Rules draft={draft} onChange={change} />
      <section class="card card-pad retention-table" aria-label="Cohorts" aria-busy={loading}>
        {error && <Failed error={error} retry={retry} />}
        {!value && !error && (
          <>
            <Skeleton rows={8} />
            <Late />
          </>
        )}
        {value && !error && value.cohorts.length === 0 && (
          <Empty title="No cohort has a later period yet">
            Choose a longer range or shorter periods: a cohort appears once there is a period after its first one.
          </Empty>
        )}
        {value && !error && value.cohorts.length > 0 && (
          <>
            <Curve rows={value.average} interval={draft.interval} />
            <HeatMap answer={value} interval={draft.interval} />
            <TakeReport
              kind="retention"
              question={questionOf(standing, draft)}
              answer={value}
              titles={{ cohorts: "Cohorts", average: "All cohorts together" }}
            />
          </>
        )}
      </section>
    </StandingContext.Provider>
  );
}
