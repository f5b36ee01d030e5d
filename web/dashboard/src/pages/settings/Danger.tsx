import { useState } from "preact/hooks";
import { deleteDemoData, deleteProject } from "../../api/projects";
import { forgetAnswers } from "../../api/query";
import type { Project } from "../../api/types";
import { Confirm } from "../../controls/Confirm";
import { navigate } from "../../router";

/** What cannot be undone. */
export function Danger({ project, onChanged }: { project: Project; onChanged: () => void }) {
  const [asking, setAsking] = useState<"demo" | "project" | null>(null);
  const removeDemo = async (): Promise<void> => {
    await deleteDemoData(project.id);
    forgetAnswers();
    onChanged();
  };
  const removeProject = async (): Promise<void> => {
    await deleteProject(project.id);
    forgetAnswers();
    navigate("/");
  };
  return (
    <>
      <section class="card card-pad stack" aria-labelledby="demo-title">
        <div class="section-head">
          <h2 id="demo-title">Demo data</h2>
          <p>Events that “footfall demo” made up are marked as such. This deletes them, and nothing else.</p>
        </div>
        <div class="form-actions">
          <button type="button" class="button button-bad" onClick={() => setAsking("demo")}>
            Delete the demo data
          </button>
        </div>
      </section>
      <section class="card card-pad stack" aria-labelledby="delete-title">
        <div class="section-head">
          <h2 id="delete-title">Delete this project</h2>
          <p>Its key stops working at once, and all its events, goals and settings are erased. The audit log keeps the fact.</p>
        </div>
        <div class="form-actions">
          <button type="button" class="button button-bad" onClick={() => setAsking("project")}>
            Delete {project.name}
          </button>
        </div>
      </section>
      {asking === "demo" && (
        <Confirm
          title="Delete the demo data"
          text="All made-up events of this project are deleted. Real ones stay."
          action="Delete the demo data"
          onConfirm={removeDemo}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === "project" && (
        <Confirm
          title={`Delete ${project.name}`}
          text="All its events are erased and cannot be brought back, except from a backup of yours."
          word={project.name}
          action="Delete for good"
          onConfirm={removeProject}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
