import { useState } from "preact/hooks";
import { addDefinition, changeDefinition, removeDefinition } from "../../api/definitions";
import type { Project } from "../../api/types";
import { Confirm } from "../../controls/Confirm";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { bodyOf, type Draft, type Experiment, missing, type Status } from "./draft";

interface Props {
  project: Project;
  draft: Draft;
  /** The experiment that is kept under the draft's key. */
  kept: Experiment | undefined;
  today: string;
  onKept: () => void;
  onRemoved: () => void;
}

/** Keeps the draft, starts it, stops it. */
export function Kept({ project, draft, kept, today, onKept, onRemoved }: Props) {
  const saving = useSaving();
  const [removing, setRemoving] = useState(false);
  const lacking = missing(draft);
  const status = kept?.body.status ?? "draft";
  const keep = async (next: Status): Promise<void> => {
    const body = bodyOf(draft, next, today, kept?.body);
    const isKept = await saving.run(() =>
      kept
        ? changeDefinition(project, "experiment", kept, draft.key.trim(), body)
        : addDefinition(project, "experiment", draft.key.trim(), body),
    );
    if (isKept) onKept();
  };
  return (
    <div class="experiments-actions">
      {status !== "running" && (
        <button type="button" class="button button-main" disabled={saving.busy || lacking !== null} onClick={() => void keep("running")}>
          {status === "stopped" ? "Start again" : "Start"}
        </button>
      )}
      {status === "running" && (
        <button type="button" class="button button-main" disabled={saving.busy} onClick={() => void keep("stopped")}>
          Stop
        </button>
      )}
      <button type="button" class="button" disabled={saving.busy || lacking !== null} onClick={() => void keep(status)}>
        Save
      </button>
      {kept && (
        <button type="button" class="button button-quiet" onClick={() => setRemoving(true)}>
          Remove
        </button>
      )}
      <span class="muted" aria-live="polite">
        {lacking ??
          (saving.done ? "Saved." : status === "running" ? "It runs: a change of weights gives some visitors another variant." : "")}
      </span>
      <FormError error={saving.error} />
      {removing && kept && (
        <Confirm
          title={`Remove ${kept.name}?`}
          text="Pages that ask for it are given no variant any more. The events that were counted stay, and can be asked about again by the same key."
          action="Remove"
          onConfirm={() => removeDefinition(project, "experiment", kept)}
          onClose={() => {
            setRemoving(false);
            onRemoved();
          }}
        />
      )}
    </div>
  );
}
