import type { Project } from "../../api/types";
import { useAnswer } from "../../api/useAnswer";
import { asNumber, shortCount } from "../../format/numbers";
import { areaPath, linePath } from "../../panels/chart/scale";
import { ModeBadge } from "./ModeBadge";

const WIDTH = 300;
const HEIGHT = 56;

/** A project with the course of its last 24 hours. */
export function ProjectCard({ project }: { project: Project }) {
  const total = useAnswer({ site_id: project.id, metrics: ["visitors", "pageviews"], date_range: "24h" });
  const course = useAnswer({
    site_id: project.id,
    metrics: ["visitors"],
    date_range: "24h",
    dimensions: ["time:hour"],
    include: { time_labels: true },
  });
  const values = new Map(course.value?.results.map((row) => [row.dimensions[0] ?? "", asNumber(row.metrics[0]) ?? 0]));
  const labels = course.value?.meta.time_labels ?? [];
  const [visitors, pageviews] = total.value?.results[0]?.metrics ?? [];
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
      {project.first_event_at || asNumber(visitors) ? (
        <Spark values={labels.map((label) => values.get(label) ?? 0)} />
      ) : (
        <div class="spark spark-none">
          <span class="pulse" />
        </div>
      )}
      <p class="project-card-numbers">
        {project.first_event_at || asNumber(visitors) ? (
          <>
            <strong class="num">{total.error ? "–" : shortCount(asNumber(visitors) ?? 0)}</strong>{" "}
            {asNumber(visitors) === 1 ? "visitor" : "visitors"}, <span class="num">{shortCount(asNumber(pageviews) ?? 0)}</span>{" "}
            {asNumber(pageviews) === 1 ? "pageview" : "pageviews"} in 24 hours
          </>
        ) : (
          "Waiting for the first event"
        )}
      </p>
    </li>
  );
}

function Spark({ values }: { values: number[] }) {
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
