import { useState } from "preact/hooks";
import { listDefinitions } from "../../api/definitions";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Empty, Failed, Late, Skeleton } from "../../controls/States";
import type { ExperimentAnswer } from "../../experiments/conclude";
import { StandingContext } from "../../overview/context";
import { FilterBar } from "../../overview/FilterBar";
import { PeriodPicker } from "../../overview/PeriodPicker";
import { useStandingOf } from "../../overview/useStandingOf";
import { type Draft, draftOf, type Experiment, missing, NEW_DRAFT, readDraft, writeDraft } from "./draft";
import { Editor } from "./Editor";
import { Kept } from "./Kept";
import { List } from "./List";
import { ResultTable } from "./ResultTable";
import { useExperiment } from "./useExperiment";
import { Verdict } from "./Verdict";
import "./experiments.css";

const DAY_MS = 86_400_000;

/** Which variant of something does better, and how sure that is. */
export function ExperimentsPage({ project }: { project: Project }) {
  const standing = useStandingOf(project);
  const draft = readDraft(standing.view.report);
  const [version, setVersion] = useState(0);
  const list = useAsked(`experiments ${project.id} ${version}`, () => listDefinitions(project, "experiment"));
  const asked = useExperiment(standing, draft);
  const show = (to: Draft): void => standing.go({ report: writeDraft(to) }, "replace");
  const change = (to: Partial<Draft>): void => show({ ...draft, ...to });
  const kept = list.value?.items.find(({ name }) => name === draft.key.trim());
  const lacking = missing(draft);
  return (
    <StandingContext.Provider value={standing}>
      <div class="stack">
        <header class="page-head">
          <div>
            <h1>Experiments</h1>
            <p>Show visitors different variants, and learn which does better and how sure that is.</p>
          </div>
          <button type="button" class="button" onClick={() => show(NEW_DRAFT)}>
            New experiment
          </button>
        </header>
        {list.error && <Failed error={list.error} retry={list.retry} />}
        {list.value && list.value.items.length > 0 && (
          <section class="card card-pad" aria-label="Experiments of this project">
            <List experiments={list.value.items} shown={draft.key.trim()} onShow={(experiment) => show(draftOf(experiment))} />
          </section>
        )}
        <section class="card card-pad experiments-editor" aria-label="The experiment">
          <Editor draft={draft} onChange={change} />
          <Kept
            project={project}
            draft={draft}
            kept={kept}
            today={new Date().toLocaleDateString("sv", { timeZone: project.timezone })}
            onKept={() => setVersion(version + 1)}
            onRemoved={() => setVersion(version + 1)}
          />
        </section>
        <div class="toolbar">
          <FilterBar addSignal={0} />
          <PeriodPicker customSignal={0} compares={false} />
        </div>
        <section class="card card-pad experiments" aria-label="The result" aria-busy={asked.loading}>
          {lacking !== null && (
            <Empty icon="filter" title={lacking}>
              The result appears as soon as the experiment is whole.
            </Empty>
          )}
          {lacking === null && asked.error && <Failed error={asked.error} retry={asked.retry} />}
          {lacking === null && !asked.value && !asked.error && (
            <>
              <Skeleton rows={6} />
              <Late />
            </>
          )}
          {lacking === null && asked.value && !asked.error && <Result answer={asked.value} draft={draft} kept={kept} />}
        </section>
      </div>
    </StandingContext.Provider>
  );
}

function Result({ answer, draft, kept }: { answer: ExperimentAnswer; draft: Draft; kept: Experiment | undefined }) {
  const control = draft.variants[0]?.name.trim() ?? "";
  if (answer.variants.length === 0)
    return (
      <Empty icon="filter" title="Nobody has been given a variant yet">
        Start the experiment and ask for it on the page: <code>await footfall.experiment("{draft.key.trim()}")</code>. In this period and
        under these filters no visitor took part.
      </Empty>
    );
  return (
    <>
      <Verdict answer={answer} draft={draft} control={control} days={daysOf(answer, kept)} />
      <ResultTable label="Conversion by variant" variants={answer.variants} rows={answer.conversion} control={control} currency={null} />
      {answer.value && (
        <>
          <h2 class="experiments-head">Revenue</h2>
          <ResultTable
            label="Revenue by variant"
            variants={answer.variants}
            rows={answer.value}
            control={control}
            currency={draft.revenue.trim()}
          />
        </>
      )}
    </>
  );
}

/** Days of the period in which the experiment ran, until now. */
function daysOf({ date_range: [first, last] }: ExperimentAnswer, kept: Experiment | undefined): number {
  const start = Math.max(Date.parse(first), kept?.body.since ? Date.parse(kept.body.since) : 0);
  return (Math.min(Date.parse(last), Date.now()) - start) / DAY_MS;
}
