import type { Draft } from "./draft";
import { presetsFor, useKnownEvents } from "./presets";

/** Questions that the project's events can answer at a click; nothing where there is none. */
export function Presets({ project, onChoose }: { project: string; onChoose: (draft: Draft) => void }) {
  const presets = presetsFor(useKnownEvents(project));
  if (presets.length === 0) return null;
  return (
    <nav class="trends-presets" aria-label="Ready questions">
      {presets.map(({ name, draft }) => (
        <button key={name} type="button" class="button button-small" onClick={() => onChoose(draft)}>
          {name}
        </button>
      ))}
    </nav>
  );
}
