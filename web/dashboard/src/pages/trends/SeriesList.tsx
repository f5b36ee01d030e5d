import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../controls/Icon";
import { useStanding } from "../../overview/context";
import { useStepNames } from "../funnels/useStepNames";
import { type Draft, KINDS, type Kind, MEASURES, type Measure, MOST_SERIES, measuresProp, NEW_SERIES, type Series } from "./draft";
import { useKnownEvents } from "./presets";
import { KIND_LABELS, MEASURE_LABELS } from "./words";

interface Props {
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

/** The series of a trend. Each change is asked at once. */
export function SeriesList({ draft, onChange }: Props) {
  const standing = useStanding();
  const names = useStepNames(standing);
  const props = [...new Set(useKnownEvents(standing.project.id).flatMap((event) => event.props))].sort();
  const set = (place: number, to: Partial<Series>): void =>
    onChange({ series: draft.series.map((old, at) => (at === place ? { ...old, ...to } : old)) });
  return (
    <section class="trends-series" aria-label="Series">
      {(["event", "page", "goal"] as const).map((kind) => (
        <Suggestions key={kind} id={`trends-${kind}`} of={names[kind]} />
      ))}
      <Suggestions id="trends-prop" of={props} />
      {draft.series.map((series, place) => (
        // A series has no name of its own; its place is what it is.
        <SeriesFields
          key={place}
          series={series}
          place={place}
          onChange={(to) => set(place, to)}
          onRemove={draft.series.length > 1 ? () => onChange({ series: draft.series.filter((_, at) => at !== place) }) : null}
        />
      ))}
      <button
        type="button"
        class="button button-small"
        disabled={draft.series.length >= MOST_SERIES}
        onClick={() => onChange({ series: [...draft.series, { ...NEW_SERIES, measure: "total" }] })}
      >
        <Icon name="plus" /> Add a series
      </button>
    </section>
  );
}

function Suggestions({ id, of }: { id: string; of: readonly string[] }) {
  return (
    <datalist id={id}>
      {of.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}

interface FieldsProps {
  series: Series;
  place: number;
  onChange: (to: Partial<Series>) => void;
  onRemove: (() => void) | null;
}

function SeriesFields({ series, place, onChange, onRemove }: FieldsProps) {
  const number = place + 1;
  return (
    <fieldset class="trends-one">
      <legend>Series {number}</legend>
      <select
        class="input"
        aria-label={`What series ${number} counts`}
        value={series.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as Kind, value: "" })}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {KIND_LABELS[kind]}
          </option>
        ))}
      </select>
      {series.kind !== "any" && (
        <NameInput
          label={`Name of series ${number}`}
          list={`trends-${series.kind}`}
          placeholder={series.kind === "page" ? "/pricing or /blog/**" : "Its name"}
          value={series.value}
          onChange={(value) => onChange({ value })}
        />
      )}
      <select
        class="input"
        aria-label={`Measure of series ${number}`}
        value={series.measure}
        onChange={(event) => onChange({ measure: event.currentTarget.value as Measure })}
      >
        {MEASURES.map((measure) => (
          <option key={measure} value={measure}>
            {MEASURE_LABELS[measure]}
          </option>
        ))}
      </select>
      {measuresProp(series.measure) && (
        <NameInput
          label={`Prop of series ${number}`}
          list="trends-prop"
          placeholder="A prop, such as seconds"
          value={series.prop}
          onChange={(prop) => onChange({ prop })}
        />
      )}
      {onRemove && (
        <button type="button" class="icon-button trends-remove" aria-label={`Remove series ${number}`} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </fieldset>
  );
}

interface NameProps {
  label: string;
  list: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}

/** Asked when it is left or by Enter. What is being typed is its own, so that an answer that arrives meanwhile takes nothing away. */
function NameInput({ label, list, placeholder, value, onChange }: NameProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value, list]);
  return (
    <input
      class="input"
      aria-label={label}
      list={list}
      autocomplete="off"
      placeholder={placeholder}
      value={typed}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
