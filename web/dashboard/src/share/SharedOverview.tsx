import { useMemo } from "preact/hooks";
import type { SharedView } from "../api/shared";
import { Empty } from "../controls/States";
import { Details } from "../details/Details";
import { countLabel } from "../format/labels";
import { type Standing, StandingContext } from "../overview/context";
import { PeriodPicker } from "../overview/PeriodPicker";
import { useStandingOf } from "../overview/useStandingOf";
import { Acquisition } from "../panels/acquisition/Acquisition";
import { Behaviour } from "../panels/behaviour/Behaviour";
import { Chart } from "../panels/chart/Chart";
import { Content } from "../panels/content/Content";
import { Devices } from "../panels/devices/Devices";
import { Pulse } from "../panels/live/Pulse";
import { Places } from "../panels/places/Places";
import { Totals } from "../panels/totals/Totals";
import { forgetsVisitors } from "../question/bounds";
import { dimensionOf } from "../question/dimensions";
import { boundsOf, projectOf } from "./project";
import { SharedFilters } from "./SharedFilters";
import "../overview/overview.css";

interface Props {
  slug: string;
  shared: SharedView;
}

/** The panels that a link shows. */
export function SharedOverview({ slug, shared }: Props) {
  const project = useMemo(() => projectOf(slug, shared), [slug, shared]);
  const bounds = useMemo(() => boundsOf(shared), [shared]);
  const own = useStandingOf(project, bounds);
  // What is hidden cannot be compared with what is not: the change of a sum of shown days would be one of which days are shown.
  const standing: Standing = { ...own, shared, before: shared.threshold ? null : own.before };
  const shows = (panel: string): boolean => shared.panels.includes(panel);
  const details = standing.view.details && !shared.threshold ? dimensionOf(standing.view.details) : null;
  if (project.first_event_at === null)
    return (
      <section class="card card-pad">
        <Empty title="Nothing has been counted yet">Come back when somebody has been here.</Empty>
      </section>
    );
  return (
    <StandingContext.Provider value={standing}>
      <div class="toolbar">
        {shows("live") && <Now visitors={standing.live.visitorsNow} />}
        <SharedFilters />
        <PeriodPicker customSignal={0} compares={!shared.threshold} />
      </div>
      <div class="overview">
        {shows("totals") && (
          <section class="card overview-wide" aria-label="Totals and their course">
            <Totals />
            <Chart />
          </section>
        )}
        {shows("acquisition") && <Acquisition />}
        {shows("content") && <Content />}
        {shows("places") && <Places />}
        {shows("devices") && <Devices />}
        {shows("behaviour") && <Behaviour />}
      </div>
      <Notes shared={shared} />
      {details && <Details key={details.key} dimension={details} />}
    </StandingContext.Provider>
  );
}

function Now({ visitors }: { visitors: number | null }) {
  return (
    <span class="now" title="Visitors with an event in the last five minutes, asked every 15 seconds">
      <Pulse />
      <span>
        {visitors === null ? "– visitors" : countLabel(visitors, "visitor", "visitors")} <span class="muted">now</span>
      </span>
    </span>
  );
}

/** What the numbers above mean, and what they leave out. */
function Notes({ shared }: { shared: SharedView }) {
  const { threshold, project } = shared;
  return (
    <footer class="footnotes">
      {threshold && (
        <p>
          Nothing here is about fewer than {threshold.least} people: each {threshold.grain} shows what at least so many had in common, and
          the rest is left out. Numbers over several {threshold.grain}s are sums of these. A {threshold.grain} appears an hour after its end
          and does not change again.
        </p>
      )}
      {shared.filtered && <p>This is a part of the project: its owner has filtered what is shown.</p>}
      {(forgetsVisitors({ mode: project.mode, identity: null }) || threshold) && (
        <p>A visitor is known for one {threshold?.grain ?? "day"} only: somebody who comes again in another counts again.</p>
      )}
      <p>Known bots are left out. Days are cut in the zone {project.timezone}.</p>
    </footer>
  );
}
