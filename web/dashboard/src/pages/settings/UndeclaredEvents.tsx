import { useState } from "preact/hooks";
import type { SeenEvent } from "../../api/types";
import { count } from "../../format/numbers";

/** A site that names its events by mistake ("view 1", "view 2", …) has a thousand, and what follows the list must stay in reach. */
const FIRST = 20;

interface Props {
  events: SeenEvent[];
  onDeclare: (event: SeenEvent) => void;
}

/** What is sent although nobody has declared it. */
export function UndeclaredEvents({ events, onDeclare }: Props) {
  const [all, setAll] = useState(false);
  if (events.length === 0) return null;
  return (
    <div>
      <h3>Seen, but not declared</h3>
      <ul class="entry-list">
        {(all ? events : events.slice(0, FIRST)).map((event) => (
          <li key={event.name}>
            <span class="grow">
              <code>{event.name}</code> <span class="muted num">{count(event.events)}</span>
            </span>
            <button type="button" class="button button-small" onClick={() => onDeclare(event)}>
              Declare
            </button>
          </li>
        ))}
      </ul>
      {!all && events.length > FIRST && (
        <button type="button" class="button button-small" onClick={() => setAll(true)}>
          Show all {count(events.length)}
        </button>
      )}
    </div>
  );
}
