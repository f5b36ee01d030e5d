import { type Draft, SHAPES, type Shape } from "./draft";

interface Props {
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

const SHAPE_LABELS: Record<Shape, string> = { line: "Lines", bar: "Bars", table: "Table" };

/** In which shape it is shown. */
export function ViewBar({ draft, onChange }: Props) {
  return (
    <fieldset class="trends-shapes">
      <legend class="sr-only">Shown as</legend>
      {SHAPES.map((shape) => (
        <button
          key={shape}
          type="button"
          class="button button-quiet button-small"
          aria-pressed={draft.shape === shape}
          onClick={() => onChange({ shape })}
        >
          {SHAPE_LABELS[shape]}
        </button>
      ))}
    </fieldset>
  );
}
