import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { listProjects } from "../../api/projects";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Icon } from "../../controls/Icon";
import { Menu } from "../../controls/Menu";
import { Failed, Skeleton } from "../../controls/States";
import type { GateProps } from "../../sealed/SealedGate";
import { Shell, type ShellProps } from "../../shell/Shell";
import { NotFound } from "../NotFound";

interface Props {
  id: string;
  page: string;
  shell: ShellProps;
  children: (project: Project, reload: () => void) => ComponentChildren;
}

const PAGES = [
  { page: "", label: "Overview" },
  { page: "trends", label: "Trends" },
  { page: "funnels", label: "Funnels" },
  { page: "retention", label: "Retention" },
  { page: "journeys", label: "Journeys" },
  { page: "attribution", label: "Attribution" },
  { page: "vitals", label: "Web vitals" },
  { page: "props", label: "Props" },
  { page: "streams", label: "Streams" },
  { page: "experiments", label: "Experiments" },
  { page: "bots", label: "Bots" },
  { page: "health", label: "Data health" },
  { page: "settings", label: "Settings" },
];

/** Pages that show what events say; of a sealed project they wait for its keys. Settings and streams do not: these need keys, and no events. */
const readsEvents = (project: Project, page: string): boolean => project.mode === "sealed" && page !== "settings" && page !== "streams";

/** The shell with a project in it, once the project is known. */
export function ProjectFrame({ id, page, shell, children }: Props) {
  const [version, setVersion] = useState(0);
  const asked = useAsked(`projects ${version}`, listProjects);
  const project = asked.value?.items.find((item) => item.id === id);
  useEffect(() => {
    if (project) document.title = `${project.name} · Footfall`;
    return () => {
      document.title = "Footfall";
    };
  }, [project?.name]);
  const missing = asked.value !== null && !project;
  const nav = (
    <nav class="project-nav" aria-label="Project">
      <ProjectPick projects={asked.value?.items ?? []} current={project} />
      <div class="project-links" hidden={missing}>
        {PAGES.filter((entry) => entry.page !== "streams" || project?.mode === "sealed").map((entry) => (
          <a
            key={entry.page}
            href={`/projects/${id}${entry.page && `/${entry.page}`}`}
            aria-current={page === entry.page ? "page" : undefined}
          >
            {entry.label}
          </a>
        ))}
      </div>
    </nav>
  );
  return (
    <Shell {...shell} nav={nav}>
      {project &&
        (readsEvents(project, page) ? (
          <LazyGate project={project}>
            {(opened, lookAgain) =>
              children(opened, () => {
                lookAgain();
                setVersion(version + 1);
              })
            }
          </LazyGate>
        ) : (
          children(project, () => setVersion(version + 1))
        ))}
      {!project && asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!project && !asked.error && (missing ? <NotFound /> : <Skeleton rows={8} />)}
    </Shell>
  );
}

/** What opens sealed projects is loaded with the first of them. */
function LazyGate({ project, children }: GateProps) {
  const { value, error, retry } = useAsked("sealed gate", () => import("../../sealed/SealedGate"));
  if (error) return <Failed error={error} retry={retry} />;
  return value ? <value.SealedGate project={project}>{children}</value.SealedGate> : <Skeleton rows={8} />;
}

function ProjectPick({ projects, current }: { projects: Project[]; current: Project | undefined }) {
  return (
    <Menu
      align="start"
      buttonClass="button button-quiet project-pick"
      label={
        <>
          <span>{current?.name ?? "Projects"}</span> <Icon name="chevron" />
        </>
      }
    >
      {(close) => (
        <>
          {projects.map((project) => (
            <a
              key={project.id}
              class="menu-item"
              href={`/projects/${project.id}`}
              aria-current={project.id === current?.id ? "true" : undefined}
              onClick={close}
            >
              <span class="grow">{project.name}</span>
              {project.id === current?.id && <Icon name="check" />}
            </a>
          ))}
          <hr class="menu-rule" />
          <a class="menu-item" href="/">
            All projects
          </a>
          <a class="menu-item" href="/projects/new">
            <Icon name="plus" /> New project
          </a>
        </>
      )}
    </Menu>
  );
}
