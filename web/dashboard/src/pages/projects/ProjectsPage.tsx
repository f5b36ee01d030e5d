import { listProjects } from "../../api/projects";
import { useAsked } from "../../api/useAnswer";
import { Icon } from "../../controls/Icon";
import { Empty, Failed, Skeleton } from "../../controls/States";
import { ProjectCard } from "./ProjectCard";
import "./projects.css";

export function ProjectsPage() {
  const asked = useAsked("projects", listProjects);
  const projects = asked.value?.items ?? [];
  return (
    <>
      <header class="page-head">
        <div>
          <h1>Projects</h1>
        </div>
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
      <ul class="project-list">
        {projects.map((project) => (
          <ProjectCard key={project.id} project={project} />
        ))}
      </ul>
    </>
  );
}
