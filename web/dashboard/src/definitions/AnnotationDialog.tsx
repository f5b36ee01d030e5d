import { useState } from "preact/hooks";
import { addDefinition, changeDefinition, removeDefinition } from "../api/definitions";
import type { Project } from "../api/types";
import { Dialog } from "../controls/Dialog";
import { FormError } from "../controls/States";
import { useSaving } from "../controls/useSaving";
import { type Annotation, atOf, wallOf } from "./annotation";
import { definitionsChanged } from "./useDefinitions";

interface Props {
  project: Project;
  /** Null: a new one. */
  annotation: Annotation | null;
  /** The day that a new one begins with. */
  day: string;
  onClose: () => void;
}

/** What happened and when, on the project's wall clock. */
export function AnnotationDialog({ project, annotation, day, onClose }: Props) {
  const before = annotation ? wallOf(annotation, project.timezone) : { day, time: null };
  const [text, setText] = useState(annotation?.name ?? "");
  const [on, setOn] = useState(before.day);
  const [time, setTime] = useState(before.time ?? "");
  const saving = useSaving();
  const done = async (work: () => Promise<unknown>): Promise<void> => {
    if (!(await saving.run(work))) return;
    definitionsChanged(project, "annotation");
    onClose();
  };
  const save = (): Promise<unknown> => {
    const body = { at: atOf(on, time, project.timezone) };
    return annotation
      ? changeDefinition(project, "annotation", annotation, text.trim(), body)
      : addDefinition(project, "annotation", text.trim(), body);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    void done(save);
  };
  return (
    <Dialog title={annotation ? "Change the annotation" : "Annotate the chart"} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <div class="field">
          <label for="annotation-text">What happened</label>
          <input
            id="annotation-text"
            class="input"
            required
            maxLength={200}
            autocomplete="off"
            placeholder="Version 2 is out"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <div class="annotation-when">
          <div class="field">
            <label for="annotation-day">Day</label>
            <input
              id="annotation-day"
              class="input"
              type="date"
              required
              value={on}
              onInput={(event) => setOn(event.currentTarget.value)}
            />
          </div>
          <div class="field">
            <label for="annotation-time">Time, if it matters</label>
            <input id="annotation-time" class="input" type="time" value={time} onInput={(event) => setTime(event.currentTarget.value)} />
            <p class="hint">On the clock of {project.timezone}.</p>
          </div>
        </div>
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy || !text.trim() || !on}>
            Save
          </button>
          {annotation && (
            <button
              type="button"
              class="button button-bad"
              disabled={saving.busy}
              onClick={() => void done(() => removeDefinition(project, "annotation", annotation))}
            >
              Remove
            </button>
          )}
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
