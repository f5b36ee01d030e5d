import type { DeclaredEvent } from "../../api/types";
import { Icon } from "../../controls/Icon";
import { words } from "../projects/words";

interface Props {
  event: DeclaredEvent;
  index: number;
  onChange: (event: DeclaredEvent) => void;
  onRemove: () => void;
}

export function DeclaredEventFields({ event, index, onChange, onRemove }: Props) {
  return (
    <div class="declared">
      <div class="declared-head">
        <div class="field">
          <label for={`declared-name-${index}`}>Event</label>
          <input
            id={`declared-name-${index}`}
            class="input"
            required
            value={event.name}
            onInput={(input) => onChange({ ...event, name: input.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for={`declared-props-${index}`}>Props</label>
          <input
            id={`declared-props-${index}`}
            class="input"
            placeholder="plan seats"
            value={event.props.join(" ")}
            onChange={(input) => onChange({ ...event, props: words(input.currentTarget.value) })}
          />
        </div>
        <button type="button" class="icon-button" aria-label={`Remove ${event.name || "this event"}`} onClick={onRemove}>
          <Icon name="trash" />
        </button>
      </div>
      <div class="field">
        <label for={`declared-purpose-${index}`}>Purpose</label>
        <input
          id={`declared-purpose-${index}`}
          class="input"
          placeholder="Why it is measured"
          value={event.purpose}
          onInput={(input) => onChange({ ...event, purpose: input.currentTarget.value })}
        />
      </div>
    </div>
  );
}
