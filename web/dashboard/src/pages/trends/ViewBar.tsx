import { download } from "../../controls/download";
import { Icon } from "../../controls/Icon";
import { toCsv } from "../../format/csv";
import { type Draft, SHAPES, type Shape } from "./draft";
import type { Line } from "./lines";
import type { TrendsAnswer } from "./useTrends";

interface Props {
  answer: TrendsAnswer;
  lines: readonly Line[];
  labels: readonly string[];
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

const SHAPE_LABELS: Record<Shape, string> = { line: "Lines", bar: "Bars", table: "Table" };

/** In which shape it is shown, and what can be taken away of it. */
export function ViewBar({ answer, lines, labels, draft, onChange }: Props) {
  const csv = (): string =>
    toCsv(
      ["Time", ...lines.map((line) => line.name)],
      labels.map((label, at) => [label, ...lines.map((line) => line.values[at] ?? null)]),
    );
  return (
    <div class="trends-bar">
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
      <button type="button" class="button button-quiet button-small" onClick={() => download("footfall-trends.csv", csv(), "text/csv")}>
        <Icon name="download" /> CSV
      </button>
      <button
        type="button"
        class="button button-quiet button-small"
        onClick={() => download("footfall-trends.json", JSON.stringify(answer, null, 2), "application/json")}
      >
        <Icon name="download" /> JSON
      </button>
    </div>
  );
}
