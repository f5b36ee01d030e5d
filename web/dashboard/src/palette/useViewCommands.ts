import { listDefinitions } from "../api/definitions";
import type { Project } from "../api/types";
import { useAsked } from "../api/useAnswer";
import { navigate } from "../router";
import type { Command } from "./commands";

/** A project's saved views. Where they cannot be read (a sealed project is locked), there are none. */
export function useViewCommands(project: Project | undefined): Command[] {
  const views = useAsked(project ? `palette views ${project.id}` : null, () =>
    project ? listDefinitions(project, "view") : Promise.reject(new Error("There is no project.")),
  );
  if (!project || !views.value) return [];
  return views.value.items.map(({ id, name, body }) => {
    const path = `/projects/${project.id}${body.page === "overview" ? "" : `/${body.page}`}`;
    const to = project.mode === "sealed" && body.address ? `${path}#${body.address}` : path + body.address;
    return { id, group: "Views", label: name, words: `saved ${body.page}`, run: () => navigate(to) };
  });
}
