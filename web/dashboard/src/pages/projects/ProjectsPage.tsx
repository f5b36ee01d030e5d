import { listProjects } from "../../api/projects";
import { type ProjectSummary, readSummary, type SummaryRange } from "../../api/summary";
import { useAsked } from "../../api/useAnswer";
import { Icon } from "../../controls/Icon";
import { Empty, Failed, Skeleton } from "../../controls/States";
import { navigate, usePlace } from "../../router";
import { inOrder, ORDERS, type Order, readChoice, writeChoice } from "./order";
import { ProjectCard } from "./ProjectCard";
import "./projects.css";

const RANGES: Record<SummaryRange, string> = { "24h": "Last 24 hours", "7d": "Last 7 days", "28d": "Last 28 days", "91d": "Last 91 days" };

/** All projects beside each other: how many came, how that moved, and its course. */
export function ProjectsPage() {
  const { search } = usePlace();
  const { range, order } = readChoice(search);
  const asked = useAsked("projects", listProjects);
  const summary = useAsked(`summary ${range}`, () => readSummary(range));
  const projects = asked.value?.items ?? [];
  const numbers = new Map<string, ProjectSummary>(summary.value?.items.map((item) => [item.project, item]));
  return (
    <>
      <header class="page-head">
        <div>
          <h1>Projects</h1>
        </div>
        {projects.length > 0 && <Choice range={range} order={order} sorts={projects.length > 1} />}
        <a class="button button-main" href="/projects/new">
          <Icon name="plus" /> New project
        </a>
      </header>
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!asked.error && !asked.value && <Skeleton rows={4} />}
      {asked.value && projects.length === 0 && (
        <div class="card">
          <Empty icon="plus" title="No project yet">
            A project is a website, an app or a program whose events you want to count. <a href="/projects/new">Create the first one</a>; it
            takes a minute.
          </Empty>
        </div>
      )}
      {summary.error && projects.length > 0 && <Failed error={summary.error} retry={summary.retry} />}
      <ul class="project-list" aria-busy={summary.loading}>
        {inOrder(projects, numbers, order).map((project) => (
          <ProjectCard key={project.id} project={project} numbers={numbers.get(project.id) ?? null} range={range} />
        ))}
      </ul>
    </>
  );
}

function Choice({ range, order, sorts }: { range: SummaryRange; order: Order; sorts: boolean }) {
  const go = (to: { range?: SummaryRange; order?: Order }): void => navigate(`/${writeChoice({ range, order, ...to })}`, "replace");
  return (
    <div class="project-choice">
      <select
        class="input input-small"
        aria-label="Period"
        value={range}
        onChange={(event) => go({ range: event.currentTarget.value as SummaryRange })}
      >
        {Object.entries(RANGES).map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
      {sorts && (
        <select
          class="input input-small"
          aria-label="Order"
          value={order}
          onChange={(event) => go({ order: event.currentTarget.value as Order })}
        >
          {Object.entries(ORDERS).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
