import { useEffect, useState } from "preact/hooks";
import { Icon } from "../controls/Icon";
import { Failed } from "../controls/States";
import { showDay } from "../format/dates";
import { useStanding } from "../overview/context";
import type { Bucket } from "../panels/chart/series";
import { AnnotationDialog } from "./AnnotationDialog";
import { type Annotation, type Mark, placeOf, wallOf } from "./annotation";
import { useDefinitions } from "./useDefinitions";
import "./definitions.css";

interface Props {
  buckets: readonly Bucket[];
  /** Told what the chart is to draw. */
  onMarks: (marks: Mark[]) => void;
}

/** What happened in the time that the chart shows, to read, to change and to add to: its marks alone would be for the eye only. */
export function Annotations({ buckets, onMarks }: Props) {
  const { project, span } = useStanding();
  const { value, error, retry } = useDefinitions(project, "annotation");
  const [editing, setEditing] = useState<Annotation | "new" | null>(null);
  const shown = (value?.items ?? [])
    .map((annotation) => ({ annotation, index: placeOf(annotation, buckets, span.to, project.timezone) }))
    .filter(({ index }) => index >= 0)
    .sort((a, b) => (a.annotation.body.at < b.annotation.body.at ? -1 : 1));
  const marks = JSON.stringify(shown.map(({ annotation, index }): Mark => ({ index, name: annotation.name })));
  useEffect(() => onMarks(JSON.parse(marks) as Mark[]), [marks]);
  return (
    <div class="annotations">
      {error && <Failed error={error} retry={retry} />}
      {shown.length > 0 && (
        <ul aria-label="Annotations">
          {shown.map(({ annotation }) => (
            <li key={annotation.id}>
              <Entry annotation={annotation} timeZone={project.timezone} onEdit={() => setEditing(annotation)} />
            </li>
          ))}
        </ul>
      )}
      <button type="button" class="button button-quiet button-small" onClick={() => setEditing("new")}>
        <Icon name="plus" /> Annotate
      </button>
      {editing && (
        <AnnotationDialog
          project={project}
          annotation={editing === "new" ? null : editing}
          // The day that is most likely meant: the last one that is shown.
          day={span.to}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

function Entry({ annotation, timeZone, onEdit }: { annotation: Annotation; timeZone: string; onEdit: () => void }) {
  const { day, time } = wallOf(annotation, timeZone);
  const when = time ? `${showDay(day)}, ${time}` : showDay(day);
  return (
    <button
      type="button"
      class="annotation"
      title={annotation.name}
      aria-label={`Change the annotation of ${when}: ${annotation.name}`}
      onClick={onEdit}
    >
      <span class="muted">{when}</span> {annotation.name}
    </button>
  );
}
