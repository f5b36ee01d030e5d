import { useEffect, useState } from "preact/hooks";
import { ask } from "../api/query";
import { Dialog } from "../controls/Dialog";
import { Icon } from "../controls/Icon";
import { showValue } from "../format/labels";
import { forgetsVisitors } from "../question/bounds";
import { DIMENSIONS, type Dimension, dimensionOf } from "../question/dimensions";
import { type Filter, OPERATOR_LABELS, type Operator, operatorsOf } from "../question/filters";
import { questionOf, type Standing, useStanding } from "./context";
import { usePropNames } from "./usePropNames";

interface Props {
  filter: Filter | null;
  /** What a new filter begins with. */
  dimension?: string | null;
  onSave: (filter: Filter) => void;
  onClose: () => void;
}

const GROUPS = ["Acquisition", "First visit", "Content", "Place", "Device", "Behaviour"] as const;
const SUGGESTIONS = 50;

/** The commonest values under the other filters, so that nobody has to know how a value is spelt. */
function useSuggestions(standing: Standing, dimension: Dimension | null, edited: Filter | null): string[] {
  const [values, setValues] = useState<string[]>([]);
  useEffect(() => {
    setValues([]);
    if (!dimension) return undefined;
    let current = true;
    const filters = standing.view.filters.filter((filter) => filter !== edited && filter.key !== dimension.key);
    const others = { ...standing, view: { ...standing.view, filters } };
    ask(questionOf(others, { metrics: ["visitors"], dimensions: [dimension.api], limit: SUGGESTIONS })).then(
      (answer) => current && setValues(answer.results.map((row) => row.dimensions[0] ?? "")),
      () => undefined, // suggestions are a convenience: any value can be typed
    );
    return () => {
      current = false;
    };
  }, [dimension?.key]);
  return values;
}

export function FilterEditor({ filter, dimension = null, onSave, onClose }: Props) {
  const standing = useStanding();
  const [key, setKey] = useState(filter?.key ?? dimension ?? "page");
  const [op, setOp] = useState<Operator>(filter?.op ?? "is");
  const [values, setValues] = useState<string[]>(filter?.values ?? []);
  const [typed, setTyped] = useState("");
  const props = usePropNames(standing.project.id);
  const suggestions = useSuggestions(standing, dimensionOf(key), filter);
  const add = (value: string): void => {
    const known = suggestions.find((item) => showValue(key, item) === value) ?? value.trim();
    if (known && !values.includes(known)) setValues([...values, known]);
    setTyped("");
  };
  const changeKey = (next: string): void => {
    setKey(next);
    setValues([]);
    if (!operatorsOf(next).includes(op)) setOp("is");
  };
  const save = (event: Event): void => {
    event.preventDefault();
    const all = typed.trim() ? [...values, suggestions.find((item) => showValue(key, item) === typed) ?? typed.trim()] : values;
    if (all.length > 0) onSave({ op, key, values: [...new Set(all)] });
  };
  return (
    <Dialog title={filter ? "Edit the filter" : "Add a filter"} onClose={onClose}>
      <form class="form" onSubmit={save}>
        <div class="filter-pair">
          <div class="field">
            <label for="filter-key">What</label>
            <DimensionSelect value={key} props={props} knowsFirst={!forgetsVisitors(standing.project)} onChange={changeKey} />
          </div>
          <div class="field">
            <label for="filter-op">How</label>
            <select id="filter-op" class="input" value={op} onChange={(event) => setOp(event.currentTarget.value as Operator)}>
              {operatorsOf(key).map((operator) => (
                <option key={operator} value={operator}>
                  {OPERATOR_LABELS[operator]}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div class="field">
          <label for="filter-value">Any of these values</label>
          {values.length > 0 && (
            <ValueChips keyName={key} values={values} onRemove={(value) => setValues(values.filter((old) => old !== value))} />
          )}
          <div class="filter-pair filter-value">
            <input
              id="filter-value"
              class="input"
              list="filter-suggestions"
              autocomplete="off"
              placeholder={op.startsWith("matches") ? "A regular expression, such as ^/blog" : "Type or choose a value"}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || !typed.trim()) return;
                event.preventDefault();
                add(typed);
              }}
            />
            <button type="button" class="button" disabled={!typed.trim()} onClick={() => add(typed)}>
              <Icon name="plus" /> Add
            </button>
          </div>
          <datalist id="filter-suggestions">
            {suggestions.map((value) => (
              <option key={value} value={showValue(key, value)} />
            ))}
          </datalist>
        </div>
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={values.length === 0 && !typed.trim()}>
            Apply
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface SelectProps {
  value: string;
  props: string[];
  /** Visitors are known again, and so is where they came from at first. */
  knowsFirst: boolean;
  onChange: (key: string) => void;
}

function DimensionSelect({ value, props, knowsFirst, onChange }: SelectProps) {
  return (
    <select id="filter-key" class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {GROUPS.filter((group) => knowsFirst || group !== "First visit").map((group) => (
        <optgroup key={group} label={group}>
          {DIMENSIONS.filter((dimension) => dimension.group === group).map((dimension) => (
            <option key={dimension.key} value={dimension.key}>
              {dimension.one}
            </option>
          ))}
        </optgroup>
      ))}
      {props.length > 0 && (
        <optgroup label="Props">
          {props.map((name) => (
            <option key={name} value={`prop.${name}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
}

function ValueChips({ keyName, values, onRemove }: { keyName: string; values: string[]; onRemove: (value: string) => void }) {
  return (
    <ul class="chips">
      {values.map((value) => (
        <li key={value} class="chip">
          <span class="chip-text">{showValue(keyName, value)}</span>
          <button type="button" class="chip-remove" aria-label={`Remove ${showValue(keyName, value)}`} onClick={() => onRemove(value)}>
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
