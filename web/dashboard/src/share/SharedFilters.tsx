import { Icon } from "../controls/Icon";
import { filterText } from "../format/labels";
import { useStanding } from "../overview/context";
import { OPERATOR_LABELS, withoutFilter } from "../question/filters";

/** What the reader has filtered by, where the link lets them: rows add, crosses take away. */
export function SharedFilters() {
  const { view, go, shared } = useStanding();
  return (
    <div class="filter-bar">
      {shared?.may_filter && (
        <ul class="chips" aria-label="Filters">
          {view.filters.map((filter, index) => {
            const { name, operator, values } = filterText(filter.key, OPERATOR_LABELS[filter.op], filter.values);
            return (
              <li key={`${filter.key}${filter.op}`} class="chip">
                <span class="chip-text">
                  {name} <span class="chip-op">{operator}</span> <strong>{values}</strong>
                </span>
                <button
                  type="button"
                  class="chip-remove"
                  aria-label={`Remove the filter: ${name} ${operator} ${values}`}
                  onClick={() => go({ filters: withoutFilter(view.filters, index) })}
                >
                  <Icon name="close" size={14} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
