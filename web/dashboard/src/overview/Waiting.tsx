import { useEffect, useState } from "preact/hooks";
import { answererOf } from "../api/answerers";
import { readProject } from "../api/projects";
import type { Project } from "../api/types";
import { Trail } from "../brand/Trail";
import { Snippet } from "../pages/settings/Snippet";
import { Refused } from "./Refused";

const LOOK_MS = 5_000;

const firstEventOf = async ({ id }: Project): Promise<string | null> => {
  const answerer = answererOf(id);
  return answerer ? answerer.firstEventAt() : (await readProject(id)).first_event_at;
};

/** Shown in place of the overview until the first event is here: what to paste, and that we are looking. */
export function Waiting({ project, signal, onArrived }: { project: Project; signal: number; onArrived: () => void }) {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const look = (): void => {
      setLooks((old) => old + 1);
      firstEventOf(project).then(
        (first) => first && onArrived(),
        () => undefined, // the next look tries again
      );
    };
    if (signal > 0) look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [project.id, signal]);
  return (
    <section class="card waiting" aria-labelledby="waiting-title">
      <Trail />
      <h1 id="waiting-title">No footsteps yet</h1>
      <p class="waiting-line" role="status">
        <span class="pulse" /> Waiting for the first event of {project.name}…
      </p>
      <Refused project={project} looks={looks} />
      <Snippet project={project} />
      <p class="hint">
        This page opens by itself when the event is here. Browsers that say they are automated, and pages on your own disk, are not counted.
      </p>
    </section>
  );
}
