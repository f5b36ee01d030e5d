import { useEffect, useState } from "preact/hooks";
import { Icon } from "../controls/Icon";
import { quietly } from "../controls/later";
import { filterText } from "../format/labels";
import { SEGMENT } from "../question/dimensions";
import { type Filter, OPERATOR_LABELS, withoutFilter } from "../question/filters";
import { useStanding } from "./context";
import { FilterEditor } from "./FilterEditor";

const SavedBar = quietly("saved", async () => (await import("../definitions/SavedBar")).SavedBar);
const SegmentChip = quietly("segment chip", async () => (await import("../definitions/SegmentChip")).SegmentChip);

interface Props {
  /** Grows when a filter is to be added. */
  addSignal: number;
  /** By which dimension; null: whichever. */
  addKey?: string | null;
}

/** The filters as chips: the text edits, the cross removes. */
export function FilterBar({ addSignal, addKey = null }: Props) {
  const { view, go } = useStanding();
  const [editing, setEditing] = useState<number | "new" | null>(null);
  useEffect(() => {
    if (addSignal > 0) setEditing("new");
  }, [addSignal]);
  const save = (filter: Filter): void => {
    const filters = editing === "new" ? [...view.filters, filter] : view.filters.map((old, at) => (at === editing ? filter : old));
    setEditing(null);
    go({ filters });
  };
  return (
    <div class="filter-bar">
      <ul class="chips" aria-label="Filters">
        {view.filters.map((filter, index) => {
          const key = `${filter.key}${filter.op}`;
          const remove = (): void => go({ filters: withoutFilter(view.filters, index) });
          if (filter.key === SEGMENT) return <SegmentChip key={key} filter={filter} onRemove={remove} />;
          return <Chip key={key} filter={filter} onEdit={() => setEditing(index)} onRemove={remove} />;
        })}
      </ul>
      <button type="button" class="button button-quiet filter-add" onClick={() => setEditing("new")}>
        <Icon name="filter" /> <span>Filter</span>
      </button>
      <SavedBar />
      {view.filters.length > 1 && (
        <button type="button" class="button button-quiet filter-clear" onClick={() => go({ filters: [] })}>
          Clear all
        </button>
      )}
      {editing !== null && (
        <FilterEditor
          filter={editing === "new" ? null : (view.filters[editing] ?? null)}
          dimension={addKey}
          onSave={save}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

function Chip({ filter, onEdit, onRemove }: { filter: Filter; onEdit: () => void; onRemove: () => void }) {
  const text = filterText(filter.key, OPERATOR_LABELS[filter.op], filter.values);
  const spoken = `${text.name} ${text.operator} ${text.values}`;
  return (
    <li class="chip">
      <button type="button" class="chip-text" aria-label={`Edit the filter: ${spoken}`} title={spoken} onClick={onEdit}>
        {text.name} <span class={filter.op.endsWith("not") ? "chip-not" : "chip-op"}>{text.operator}</span> <strong>{text.values}</strong>
      </button>
      <button type="button" class="chip-remove" aria-label={`Remove the filter: ${spoken}`} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </li>
  );
}
