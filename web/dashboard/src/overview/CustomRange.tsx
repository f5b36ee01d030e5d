import { useState } from "preact/hooks";
import { Dialog } from "../controls/Dialog";
import { showDay } from "../format/dates";
import { countLabel } from "../format/labels";
import { type Day, daysBetween, earlier } from "../question/calendar";
import { nameRange, type Period } from "../question/period";
import { clockIn } from "../question/timeZone";
import { presetsOf } from "./calendar/presets";
import { RangeCalendar } from "./calendar/RangeCalendar";
import { readTyped } from "./calendar/typed";
import { useStanding } from "./context";

interface Props {
  from: Day;
  to: Day;
  onChoose: (period: Period) => void;
  onClose: () => void;
}

/** Two days of the calendar, both counted: typed, taken from a list, or chosen in the calendar by mouse or keyboard. */
export function CustomRange({ from, to, onChoose, onClose }: Props) {
  const { present } = useStanding();
  const today = clockIn(present.timeZone, present.now).day;
  const [first, setFirst] = useState(showDay(earlier(from, today)));
  const [last, setLast] = useState(showDay(earlier(to, today)));
  const [begun, setBegun] = useState(false);
  const [start, end] = [readTyped(first, today), readTyped(last, today)];
  const right = start !== null && end !== null && start <= end && end <= today;
  const choose = (event: Event): void => {
    event.preventDefault();
    if (right) onChoose(nameRange(start, end, today));
  };
  const take = (a: Day, b: Day, whole: boolean): void => {
    setFirst(showDay(a));
    setLast(showDay(b));
    setBegun(!whole);
  };
  const problem = (): string => {
    if (start === null) return `“${first}” is no day: try ${showDay(today)}, ${today} or “yesterday”.`;
    if (end === null) return `“${last}” is no day: try ${showDay(today)}, ${today} or “yesterday”.`;
    return end > today ? "The last day is still to come." : "The first day must not come after the last one.";
  };
  return (
    <Dialog title="Custom range" medium onClose={onClose}>
      <form class="form" onSubmit={choose}>
        <div class="filter-pair">
          <DayField id="range-from" label="First day" value={first} wrong={start === null} onChange={setFirst} />
          <DayField id="range-to" label="Last day" value={last} wrong={end === null} onChange={setLast} />
        </div>
        <div class="range-presets">
          {presetsOf(today).map((preset) => (
            <button
              key={preset.label}
              type="button"
              class="button button-small"
              aria-pressed={preset.from === start && preset.to === end}
              onClick={() => take(preset.from, preset.to, true)}
            >
              {preset.label}
            </button>
          ))}
        </div>
        <RangeCalendar from={right ? start : null} to={right ? end : null} today={today} onChange={take} />
        <p class="hint" role="status">
          {!right ? problem() : begun ? "Choose the last day." : `${countLabel(daysBetween(start, end), "day", "days")}, both ends counted`}
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

interface FieldProps {
  id: string;
  label: string;
  value: string;
  wrong: boolean;
  onChange: (value: string) => void;
}

/** Selected as a whole when it is entered, so that typing replaces what is there. */
const DayField = ({ id, label, value, wrong, onChange }: FieldProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input
      id={id}
      class="input"
      autocomplete="off"
      spellcheck={false}
      aria-invalid={wrong}
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  </div>
);
