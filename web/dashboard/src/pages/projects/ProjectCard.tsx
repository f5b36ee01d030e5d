import type { ProjectSummary, SummaryRange } from "../../api/summary";
import type { Project } from "../../api/types";
import { Change } from "../../breakdown/Change";
import { quietly } from "../../controls/later";
import { shortCount } from "../../format/numbers";
import { areaPath, linePath } from "../../panels/chart/scale";
import { ModeBadge } from "./ModeBadge";
import { changeOf } from "./order";

const WIDTH = 300;
const HEIGHT = 56;

const SealedNumbers = quietly("sealed numbers", async () => (await import("../../sealed/SealedNumbers")).SealedNumbers);

interface Props {
  project: Project;
  /** Null until they are known. */
  numbers: ProjectSummary | null;
  range: SummaryRange;
}

/** A project with its numbers, how they moved, and their course. */
export function ProjectCard({ project, numbers, range }: Props) {
  const isSealed = project.mode === "sealed";
  return (
    <li class="card project-card">
      <div class="project-card-head">
        <h2>
          <a href={`/projects/${project.id}`}>{project.name}</a>
        </h2>
        <ModeBadge mode={project.mode} />
        {project.is_demo && <span class="badge badge-warn">demo</span>}
      </div>
      <p class="muted project-card-domains">{project.domains.join(", ") || "any hostname"}</p>
      {isSealed ? (
        <SealedNumbers project={project} range={range}>
          {(opened) => <Numbers numbers={opened} waits={false} />}
        </SealedNumbers>
      ) : (
        <Numbers numbers={numbers} waits={project.first_event_at === null && !numbers?.visitors} />
      )}
    </li>
  );
}

export function Numbers({ numbers, waits }: { numbers: ProjectSummary | null; waits: boolean }) {
  const moved = changeOf(numbers);
  return (
    <>
      {waits ? (
        <div class="spark spark-none">
          <span class="pulse" />
        </div>
      ) : (
        <Spark values={numbers?.course ?? []} />
      )}
      <p class="project-card-numbers">
        {waits ? (
          "Waiting for the first event"
        ) : (
          <>
            <strong class="num">{numbers ? shortCount(numbers.visitors ?? 0) : "–"}</strong>{" "}
            {numbers?.visitors === 1 ? "visitor" : "visitors"}
            {moved !== null && (
              <>
                {" "}
                <Change metric="visitors" value={moved * 100} old={numbers?.before?.visitors} />
              </>
            )}
            , <span class="num">{numbers ? shortCount(numbers.pageviews ?? 0) : "–"}</span>{" "}
            {numbers?.pageviews === 1 ? "pageview" : "pageviews"}
          </>
        )}
      </p>
    </>
  );
}

function Spark({ values }: { values: readonly number[] }) {
  const most = Math.max(1, ...values);
  const points = values.map((value, index) => ({
    x: (WIDTH * index) / Math.max(1, values.length - 1),
    y: HEIGHT - 2 - ((HEIGHT - 8) * value) / most,
  }));
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="spark-area" d={areaPath(points, HEIGHT)} />
      <path class="spark-line" d={linePath(points)} />
    </svg>
  );
}
