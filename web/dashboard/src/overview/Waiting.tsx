import type { Project } from "../api/types";
import { Snippet } from "../pages/settings/Snippet";

/** Shown until the first event is here: what to paste, and that we are looking. */
export function Waiting({ project }: { project: Project }) {
  return (
    <section class="card card-pad waiting" aria-label="Installation">
      <p class="waiting-line" role="status">
        <span class="pulse" /> Waiting for the first event of {project.name}…
      </p>
      <Snippet project={project} />
    </section>
  );
}
