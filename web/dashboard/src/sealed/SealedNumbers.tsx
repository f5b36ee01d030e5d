import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { ask } from "../api/query";
import type { ProjectSummary, SummaryRange } from "../api/summary";
import type { Project } from "../api/types";
import { useAsked } from "../api/useAnswer";
import { asNumber } from "../format/numbers";
import { SealedGate } from "./SealedGate";
import { useRing } from "./useRing";

interface Props {
  project: Project;
  range: SummaryRange;
  children: (numbers: ProjectSummary | null) => ComponentChildren;
}

/** A sealed project among others: the server knows none of its numbers. Once the keys are open this browser reads them when it is asked to. */
export function SealedNumbers({ project, range, children }: Props) {
  const { unlocked } = useRing();
  const [asked, setAsked] = useState(false);
  if (asked && unlocked)
    return (
      <SealedGate project={project}>
        {() => (
          <Opened project={project} range={range}>
            {children}
          </Opened>
        )}
      </SealedGate>
    );
  return (
    <>
      <div class="spark spark-none muted">Sealed: the server does not know its numbers</div>
      <p class="project-card-numbers">
        {unlocked ? (
          <button type="button" class="button button-small project-card-open" onClick={() => setAsked(true)}>
            Read its numbers here
          </button>
        ) : (
          "Opens with its keys in this browser"
        )}
      </p>
    </>
  );
}

/** The same two questions that the server asks of open projects. */
async function read(project: Project, range: SummaryRange): Promise<ProjectSummary> {
  const about = { site_id: project.id, date_range: range };
  const totals = ask({ ...about, metrics: ["visitors", "pageviews"], include: { comparisons: { mode: "previous_period" } } });
  const dimensions = [range === "24h" ? "time:hour" : "time:day"];
  const course = await ask({ ...about, metrics: ["visitors"], dimensions, include: { time_labels: true } });
  const [row] = (await totals).results;
  const by = new Map(course.results.map((one) => [one.dimensions[0], asNumber(one.metrics[0]) ?? 0]));
  return {
    project: project.id,
    visitors: asNumber(row?.metrics[0]) ?? 0,
    pageviews: asNumber(row?.metrics[1]) ?? 0,
    before: { visitors: asNumber(row?.comparison?.metrics[0]) ?? 0, pageviews: asNumber(row?.comparison?.metrics[1]) ?? 0 },
    course: (course.meta.time_labels ?? []).map((label) => by.get(label) ?? 0),
  };
}

function Opened({ project, range, children }: Props) {
  const { value } = useAsked(`sealed summary ${project.id} ${range}`, () => read(project, range));
  return <>{children(value)}</>;
}
