import type { Project } from "../../api/types";
import { Empty, Failed, Late, Skeleton } from "../../controls/States";
import { ReportMenu } from "../../definitions/ReportMenu";
import { TakeReport } from "../../export/TakeReport";
import { StandingContext, useStanding } from "../../overview/context";
import { FilterBar } from "../../overview/FilterBar";
import { PeriodPicker } from "../../overview/PeriodPicker";
import { useStandingOf } from "../../overview/useStandingOf";
import { Breakdown } from "./Breakdown";
import { Builder } from "./Builder";
import { type Draft, isWhole, readDraft, writeDraft } from "./draft";
import { Instead } from "./Instead";
import { Steps } from "./Steps";
import { Trend } from "./Trend";
import { type FunnelAnswer, questionOf, useFunnel } from "./useFunnel";
import "./funnels.css";

/** How many people go how far through a row of steps, where they stop, and what they do instead. */
export function FunnelsPage({ project }: { project: Project }) {
  const standing = useStandingOf(project);
  const draft = readDraft(standing.view.report);
  const change = (to: Partial<Draft>): void => standing.go({ report: writeDraft({ ...draft, ...to }) }, "replace");
  const asked = useFunnel(standing, draft);
  return (
    <StandingContext.Provider value={standing}>
      <div class="stack">
        <header class="page-head">
          <div>
            <h1>Funnels</h1>
            <p>How many visitors go how far through a row of steps, where they stop, and what they do instead.</p>
          </div>
        </header>
        <div class="toolbar">
          <FilterBar addSignal={0} />
          <ReportMenu
            report="funnels"
            one="funnel"
            many="funnels"
            draft={writeDraft(draft)}
            question={isWhole(draft) ? questionOf(standing, draft) : null}
          />
          <PeriodPicker customSignal={0} compares={false} />
        </div>
        <div class="funnel">
          <Builder draft={draft} onChange={change} />
          <section class="card card-pad funnel-answer" aria-label="The funnel" aria-busy={asked.loading}>
            {!isWhole(draft) && (
              <Empty icon="filter" title="Name at least two steps">
                A step is a page that was viewed, an event or a goal. The numbers appear as soon as each step has one.
              </Empty>
            )}
            {isWhole(draft) && asked.error && <Failed error={asked.error} retry={asked.retry} />}
            {isWhole(draft) && !asked.value && !asked.error && (
              <>
                <Skeleton rows={draft.steps.length + 1} />
                <Late />
              </>
            )}
            {isWhole(draft) && asked.value && !asked.error && <Answer answer={asked.value} draft={draft} onChange={change} />}
          </section>
        </div>
      </div>
    </StandingContext.Provider>
  );
}

function Answer({ answer, draft, onChange }: { answer: FunnelAnswer; draft: Draft; onChange: (to: Partial<Draft>) => void }) {
  const standing = useStanding();
  if (answer.steps[0]?.visitors === 0)
    return (
      <Empty icon="filter" title="Nobody took the first step">
        In this period and under these filters no visitor did what the first step asks for. Look at its spelling, or choose a longer period.
      </Empty>
    );
  return (
    <>
      <Steps rows={answer.steps} draft={draft} onExplore={(explored) => onChange({ explored })} />
      {answer.notes.includes("visitors_of_a_day") && (
        <p class="note">
          Visitors of this project are known for a day. Whoever takes the first step today and the next tomorrow counts as two people, so
          that a window of more than a day finds no more than one of a day.
        </p>
      )}
      {answer.instead && <Instead rows={answer.instead} draft={draft} onClose={() => onChange({ explored: 0 })} />}
      {answer.trend && answer.trend.length > 0 && <Trend rows={answer.trend} labels={answer.time_labels ?? []} />}
      {answer.breakdown && <Breakdown rows={answer.breakdown} draft={draft} />}
      <TakeReport
        kind="funnels"
        question={questionOf(standing, draft)}
        answer={answer}
        titles={{ steps: "Steps", trend: "Over time", breakdown: "Breakdown", instead: "What they did instead" }}
      />
    </>
  );
}
