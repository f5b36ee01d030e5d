import { Icon } from "../controls/Icon";
import { useStanding } from "../overview/context";
import { type Filter, OPERATOR_LABELS } from "../question/filters";
import { useDefinitions } from "./useDefinitions";
import "./definitions.css";

/** A filter that names a segment. It is changed in the menu of segments. */
export function SegmentChip({ filter, onRemove }: { filter: Filter; onRemove: () => void }) {
  const { project } = useStanding();
  const { value } = useDefinitions(project, "segment");
  const nameOf = (id: string): string => value?.items.find((segment) => segment.id === id)?.name ?? (value ? "one that is gone" : "…");
  const names = filter.values.map(nameOf).join(" or ");
  const operator = OPERATOR_LABELS[filter.op];
  return (
    <li class="chip">
      <span class="chip-text chip-named" title={`Segment ${operator} ${names}`}>
        Segment <span class={filter.op === "is_not" ? "chip-not" : "chip-op"}>{operator}</span> <strong>{names}</strong>
      </span>
      <button type="button" class="chip-remove" aria-label={`Remove the filter: Segment ${operator} ${names}`} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </li>
  );
}
