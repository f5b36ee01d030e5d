import type { Project } from "../../api/types";
import { Icon } from "../../controls/Icon";
import { Empty, Failed, Late, Skeleton } from "../../controls/States";
import { ReportMenu } from "../../definitions/ReportMenu";
import { TakeReport } from "../../export/TakeReport";
import { countLabel } from "../../format/labels";
import { StandingContext, useStanding } from "../../overview/context";
import { FilterBar } from "../../overview/FilterBar";
import { PeriodPicker } from "../../overview/PeriodPicker";
import { useStandingOf } from "../../overview/useStandingOf";
import { type Draft, isWhole, readDraft, walk, writeDraft } from "./draft";
import { LinkTable } from "./LinkTable";
import { draw } from "./layout";
import { placeOf } from "./names";
import { Rules } from "./Rules";
import { Sankey } from "./Sankey";
import { type JourneysAnswer, type PlaceRow, questionOf, useJourneys } from "./useJourneys";
import "./journeys.css";

/** The ways that visits take through pages and events, from where they begin or to where they end. */
export function JourneysPage({ project }: { project: Project }) {
  const standing = useStandingOf(project);
  const draft = readDraft(standing.view.report);
  const change = (to: Partial<Draft>): void => standing.go({ report: writeDraft({ ...draft, ...to }) }, "replace");
  const asked = useJourneys(standing, draft);
  return (
    <StandingContext.Provider value={standing}>
      <div class="stack">
        <header class="page-head">
          <div>
            <h1>Journeys</h1>
            <p>The ways that visits take, step by step. Choose a place to see only the journeys that lead through it.</p>
          </div>
        </header>
        <div class="toolbar">
          <FilterBar addSignal={0} />
          <ReportMenu
            report="journeys"
            one="journey"
            many="journeys"
            draft={writeDraft(draft)}
            question={isWhole(draft) ? questionOf(standing, draft) : null}
          />
          <PeriodPicker customSignal={0} compares={false} />
        </div>
        <Rules draft={draft} onChange={change} />
        <section class="card card-pad journeys" aria-label="The journeys" aria-busy={asked.loading}>
          {!isWhole(draft) && (
            <Empty icon="filter" title={draft.backwards ? "Name what journeys end with" : "Name what journeys begin with"}>
              A page may be a pattern such as /blog/**; events and goals go by their names.
            </Empty>
          )}
          {isWhole(draft) && asked.error && <Failed error={asked.error} retry={asked.retry} />}
          {isWhole(draft) && !asked.value && !asked.error && (
            <>
              <Skeleton rows={8} />
              <Late />
            </>
          )}
          {isWhole(draft) && asked.value && !asked.error && <Answer answer={asked.value} draft={draft} onChange={change} />}
        </section>
      </div>
    </StandingContext.Provider>
  );
}

function Answer({ answer, draft, onChange }: { answer: JourneysAnswer; draft: Draft; onChange: (to: Partial<Draft>) => void }) {
  const standing = useStanding();
  const visits = answer.places.filter((row) => row.step === 1).reduce((sum, row) => sum + row.visits, 0);
  const through = (row: PlaceRow): void => {
    const place = placeOf(row);
    if (place) onChange({ walked: walk(draft, row.step, place).walked });
  };
  return (
    <>
      <Walked draft={draft} visits={visits} onChange={onChange} />
      {visits === 0 ? (
        <Empty icon="filter" title="No visit took such a way">
          In this period and under these filters no visit came along here. Look at the spelling, or choose a longer period.
        </Empty>
      ) : (
        <>
          <Sankey drawing={draw(answer, draft.backwards)} draft={draft} onWalk={through} />
          <LinkTable answer={answer} draft={draft} />
          <TakeReport
            kind="journeys"
            question={questionOf(standing, draft)}
            answer={answer}
            titles={{ places: "Places", links: "Links" }}
          />
        </>
      )}
    </>
  );
}

/** How many journeys are shown, and through which places they were led. */
function Walked({ draft, visits, onChange }: { draft: Draft; visits: number; onChange: (to: Partial<Draft>) => void }) {
  const places = draft.walked.flatMap((place, at) => (place ? [{ place, step: at + 1 }] : []));
  return (
    <div class="journeys-walked">
      <p aria-live="polite">
        <strong class="num">{countLabel(visits, "journey", "journeys")}</strong>
        {places.length > 0 && " through"}
      </p>
      {places.map(({ place, step }) => (
        <button
          key={step}
          type="button"
          class="button button-small"
          aria-label={`Through ${place.value} at step ${step}: let it be any`}
          onClick={() => onChange({ walked: walk(draft, step, place).walked })}
        >
          {place.value} <Icon name="close" />
        </button>
      ))}
      {places.length > 0 && (
        <button type="button" class="button button-quiet button-small" onClick={() => onChange({ walked: [] })}>
          All journeys
        </button>
      )}
    </div>
  );
}
