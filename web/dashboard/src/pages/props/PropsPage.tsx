import type { Project } from "../../api/types";
import { Empty, Failed, Late, Skeleton } from "../../controls/States";
import { TakeReport } from "../../export/TakeReport";
import { countLabel } from "../../format/labels";
import { StandingContext } from "../../overview/context";
import { FilterBar } from "../../overview/FilterBar";
import { PeriodPicker } from "../../overview/PeriodPicker";
import { useStandingOf } from "../../overview/useStandingOf";
import { List } from "./List";
import { type Draft, questionOf, readDraft, useProps, writeDraft } from "./useProps";
import { Values } from "./Values";
import "./props.css";

/** From an event to its props, and from a prop to its values. */
export function PropsPage({ project }: { project: Project }) {
  const standing = useStandingOf(project);
  const draft = readDraft(standing.view.report);
  const go = (to: Draft): void => standing.go({ report: to.event === null && to.prop === null ? null : writeDraft(to) });
  const { value, error, loading, retry } = useProps(standing, draft.event);
  return (
    <StandingContext.Provider value={standing}>
      <div class="stack">
        <header class="page-head">
          <div>
            <h1>Props</h1>
            <p>Which events there are, which props they carry, and with which values.</p>
          </div>
        </header>
        <div class="toolbar">
          <FilterBar addSignal={0} />
          <PeriodPicker customSignal={0} compares={false} />
        </div>
        {error && <Failed error={error} retry={retry} />}
        {!value && !error && (
          <>
            <Skeleton rows={8} />
            <Late />
          </>
        )}
        {value && !error && value.events.length === 0 && (
          <Empty icon="filter" title="Nothing happened in this period">
            Choose a longer period, or take a filter away.
          </Empty>
        )}
        {value && !error && value.events.length > 0 && (
          <div class="props" aria-busy={loading}>
            <section class="card card-pad" aria-labelledby="props-events">
              <h2 id="props-events">Events</h2>
              <List
                label="Events"
                items={value.events.map(({ event, events, visitors }) => ({
                  key: event,
                  name: event,
                  events,
                  note: countLabel(visitors, "visitor", "visitors"),
                }))}
                chosen={draft.event}
                onChoose={(event) => go({ event, prop: null })}
              />
            </section>
            <section class="card card-pad" aria-labelledby="props-props">
              <h2 id="props-props">Props{draft.event !== null && ` of ${draft.event}`}</h2>
              {value.props.length === 0 && <p class="muted">{draft.event === null ? "No event" : "None of these events"} carries any.</p>}
              <List
                label="Props"
                items={value.props.map(({ prop, events, different, numbers }) => ({
                  key: prop,
                  name: prop,
                  events,
                  note: countLabel(different, "value", "values") + (numbers === events ? ", numbers" : ""),
                }))}
                chosen={draft.prop}
                onChoose={(prop) => go({ ...draft, prop })}
              />
            </section>
            <section class="card card-pad" aria-labelledby="props-values">
              <h2 id="props-values">Values{draft.prop !== null && ` of ${draft.prop}`}</h2>
              {draft.prop === null ? (
                <p class="muted">Choose a prop to see its values.</p>
              ) : (
                <Values event={draft.event} prop={draft.prop} />
              )}
            </section>
          </div>
        )}
        {value && !error && (
          <TakeReport
            kind="props"
            question={questionOf(standing, draft.event)}
            answer={value}
            titles={{ events: "Events", props: "Props" }}
          />
        )}
      </div>
    </StandingContext.Provider>
  );
}
