import { useState } from "preact/hooks";
import { Dialog } from "../controls/Dialog";
import { countLabel } from "../format/labels";
import { type Day, daysBetween, isDay } from "../question/calendar";
import { nameRange, type Period } from "../question/period";
import { clockIn } from "../question/timeZone";
import { useStanding } from "./context";

interface Props {
  from: Day;
  to: Day;
  onChoose: (period: Period) => void;
  onClose: () => void;
}

/** Two days of the calendar, both counted. The browser's own date fields know every keyboard and locale. */
export function CustomRange({ from, to, onChoose, onClose }: Props) {
  const { present } = useStanding();
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const today = clockIn(present.timeZone, present.now).day;
  const right = isDay(first) && isDay(last) && first <= last;
  const choose = (event: Event): void => {
    event.preventDefault();
    if (right) onChoose(nameRange(first, last, today));
  };
  return (
    <Dialog title="Custom range" onClose={onClose}>
      <form class="form" onSubmit={choose}>
        <div class="filter-pair">
          <div class="field">
            <label for="range-from">First day</label>
            <input
              id="range-from"
              class="input"
              type="date"
              max={today}
              required
              value={first}
              onInput={(event) => setFirst(event.currentTarget.value)}
            />
          </div>
          <div class="field">
            <label for="range-to">Last day</label>
            <input
              id="range-to"
              class="input"
              type="date"
              max={today}
              required
              value={last}
              onInput={(event) => setLast(event.currentTarget.value)}
            />
          </div>
        </div>
        <p class="hint" role="status">
          {right
            ? `${countLabel(daysBetween(first, last), "day", "days")}, both ends counted`
            : "The first day must not come after the last one."}
        </p>
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={!right}>
            Show these days
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
