import type { Project } from "../../api/types";
import { Empty, Failed, Late, Skeleton } from "../../controls/States";
import { TakeReport } from "../../export/TakeReport";
import { type Standing, StandingContext } from "../../overview/context";
import { FilterBar } from "../../overview/FilterBar";
import { PeriodPicker } from "../../overview/PeriodPicker";
import { useStandingOf } from "../../overview/useStandingOf";
import { clockIn } from "../../question/timeZone";
import { Course } from "./Course";
import { type Draft, isWhole, readDraft, writeDraft } from "./draft";
import { Figures } from "./Figures";
import { type Earlier, linesOf } from "./lines";
import { Presets } from "./Presets";
import { Rules } from "./Rules";
import { SeriesList } from "./SeriesList";
import { Table } from "./Table";
import { questionOf, type TrendsAnswer, useTrends } from "./useTrends";
import { ViewBar } from "./ViewBar";
import "./trends.css";

/** How numbers of events go over time: how often, by how many visitors, what a prop of them measures. */
export function TrendsPage({ project }: { project: Project }) {
  const standing = useStandingOf(project);
  const draft = readDraft(standing.view.report);
  const change = (to: Partial<Draft>): void => standing.go({ report: writeDraft({ ...draft, ...to }) }, "replace");
  const { now, earlier, whole: uncut } = useTrends(standing, draft);
  const whole = isWhole(draft);
  return (
    <StandingContext.Provider value={standing}>
      <div class="stack">
        <header class="page-head">
          <div>
            <h1>Trends</h1>
            <p>How often things happen, by how many visitors, and what their props measure, over time.</p>
          </div>
        </header>
        <div class="toolbar">
          <FilterBar addSignal={0} />
          <PeriodPicker customSignal={0} />
        </div>
        <Presets project={project.id} onChoose={(chosen) => change({ ...chosen, shape: draft.shape })} />
        <div class="trends">
          <div class="card card-pad trends-builder">
            <SeriesList draft={draft} onChange={change} />
            <Rules draft={draft} onChange={change} />
          </div>
          <section class="card card-pad trends-answer" aria-label="The trend" aria-busy={now.loading}>
            {!whole && (
              <Empty icon="filter" title="A series waits for a name">
                Name its event, page or goal, and the prop where one is measured. The numbers appear at once.
              </Empty>
            )}
            {whole && now.error && <Failed error={now.error} retry={now.retry} />}
            {whole && !now.value && !now.error && (
              <>
                <Skeleton rows={8} />
                <Late />
              </>
            )}
            {whole && now.value && !now.error && (
              <Answer
                answer={now.value}
                before={standing.before ? { cut: earlier.value, whole: uncut.value } : { cut: null, whole: null }}
                draft={draft}
                standing={standing}
                onChange={change}
              />
            )}
          </section>
        </div>
      </div>
    </StandingContext.Provider>
  );
}

interface AnswerProps {
  answer: TrendsAnswer;
  before: Earlier;
  draft: Draft;
  standing: Standing;
  onChange: (to: Partial<Draft>) => void;
}

function Answer({ answer, before, draft, standing, onChange }: AnswerProps) {
  const labels = answer.time_labels ?? [];
  const wall = new Date(clockIn(standing.project.timezone, new Date()).wall).toISOString().replace("T", " ").slice(0, 19);
  const begun = standing.span.running ? labels.filter((label) => label <= wall.slice(0, label.length)).length : labels.length;
  const lines = linesOf(draft, answer, before, begun);
  if (answer.totals.every((row) => !row.events))
    return (
      <Empty icon="filter" title="Nothing of this happened">
        In this period and under these filters no event is of any series. Look at the spelling, or choose a longer period.
      </Empty>
    );
  return (
    <>
      <ViewBar draft={draft} onChange={onChange} />
      <Figures lines={lines} draft={draft} />
      {answer.notes.includes("visitors_of_a_day") && (
        <p class="note">
          Visitors of this project are known for a day: whoever comes on two days counts as two. Numbers of visitors over more than a day,
          such as those of a week, say how many came on each of its days, not how many different people they were.
        </p>
      )}
      {draft.shape === "table" ? <Table lines={lines} labels={labels} /> : <Course lines={lines} labels={labels} shape={draft.shape} />}
      <TakeReport
        kind="trends"
        question={questionOf(standing, draft, standing.span.range)}
        answer={answer}
        titles={{ trend: "Over time", totals: "Whole period", breakdown: "Values", breakdown_trend: "Values over time" }}
      />
    </>
  );
}
