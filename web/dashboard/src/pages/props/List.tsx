import type { ComponentChildren } from "preact";
import { count } from "../../format/numbers";

interface Item {
  key: string;
  name: ComponentChildren;
  events: number;
  note?: string;
}

interface Props {
  label: string;
  items: readonly Item[];
  chosen: string | null;
  onChoose: (key: string | null) => void;
}

/** Names with how often each was seen; one of them is looked into, and again not. */
export function List({ label, items, chosen, onChoose }: Props) {
  const most = Math.max(1, ...items.map((item) => item.events));
  return (
    <ul class="props-list" aria-label={label}>
      {items.map(({ key, name, events, note }) => (
        <li key={key}>
          <button type="button" class="props-item" aria-pressed={key === chosen} onClick={() => onChoose(key === chosen ? null : key)}>
            <span class="row-bar" style={{ width: `${Math.max((events / most) * 100, 0.8)}%` }} />
            <span class="props-name">{name}</span>
            <span class="props-count num">{count(events)}</span>
            {note && <span class="props-note muted">{note}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
