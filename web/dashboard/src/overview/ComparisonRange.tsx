import { useState } from "preact/hooks";
import { Dialog } from "../controls/Dialog";
import { countLabel } from "../format/labels";
import { type Day, daysBetween, isDay } from "../question/calendar";
import { clockIn } from "../question/timeZone";
import { useStanding } from "./context";

/** The days that the period is measured against, whichever they are. */
export function ComparisonRange({ onClose }: { onClose: () => void }) {
  const { present, span, before, view, go } = useStanding();
  const [first, setFirst] = useState(view.against?.from ?? before?.from ?? span.from);
  const [last, setLast] = useState(view.against?.to ?? before?.to ?? span.to);
  const today = clockIn(present.timeZone, present.now).day;
  const right = isDay(first) && isDay(last) && first <= last;
  const choose = (event: Event): void => {
    event.preventDefault();
    if (!right) return;
    onClose();
    go({ comparison: "custom", against: { from: first, to: last } });
  };
  return (
    <Dialog title="Compare with" onClose={onClose}>
      <form class="form" onSubmit={choose}>
        <div class="filter-pair">
          <DayField id="compare-from" label="First day" value={first} latest={today} onChange={setFirst} />
          <DayField id="compare-to" label="Last day" value={last} latest={today} onChange={setLast} />
        </div>
        <p class="hint" role="status">
          {right ? lengthOf(daysBetween(first, last), span.days) : "The first day must not come after the last one."}
        </p>
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={!right}>
            Compare with these days
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const lengthOf = (days: number, shown: number): string =>
  days === shown
    ? `${countLabel(days, "day", "days")}, as many as are shown`
    : `${countLabel(days, "day", "days")}; ${countLabel(shown, "is", "are")} shown, so that sums do not compare as they stand`;

interface FieldProps {
  id: string;
  label: string;
  value: Day;
  latest: Day;
  onChange: (day: Day) => void;
}

const DayField = ({ id, label, value, latest, onChange }: FieldProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input id={id} class="input" type="date" max={latest} required value={value} onInput={(event) => onChange(event.currentTarget.value)} />
  </div>
);
