import type { Books } from "../../api/types";
import { showDay } from "../../format/dates";
import { count } from "../../format/numbers";
import { addDays, type Day, daysBetween } from "../../question/calendar";
import { clockIn } from "../../question/timeZone";

interface Bar {
  /** A day, or an hour of the one day shown. */
  label: string;
  stored: number;
  dropped: number;
  other: number;
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, value) => total + value, 0);

interface Props {
  hours: readonly (Books & { hour: string })[];
  timeZone: string;
  from: Day;
  to: Day;
}

const two = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

/** The labels of all bars, those without events included: the days, or the hours of a single one. */
const labelsOf = (from: Day, to: Day): string[] =>
  from === to
    ? Array.from({ length: 24 }, (_, hour) => two(hour))
    : Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index));

function barsOf({ hours, timeZone, from, to }: Props): Bar[] {
  const bars = new Map<string, Bar>(labelsOf(from, to).map((label) => [label, { label, stored: 0, dropped: 0, other: 0 }]));
  for (const entry of hours) {
    const { day, hour } = clockIn(timeZone, new Date(entry.hour.endsWith("Z") ? entry.hour : `${entry.hour}Z`));
    const bar = bars.get(from === to ? two(hour) : day);
    if (!bar) continue;
    bar.stored += entry.stored;
    bar.dropped += sum(entry.dropped);
    bar.other += entry.duplicate + entry.quarantined;
  }
  return [...bars.values()];
}

const show = (label: string): string => (label.includes(":") ? label : showDay(label));

/** What became of the events, as one bar a day, or one an hour where a single day is shown. */
export function HourBars(props: Props) {
  const bars = barsOf(props);
  const most = Math.max(1, ...bars.map((bar) => bar.stored + bar.dropped + bar.other));
  return (
    <figure class="bars-figure">
      <div
        class="bars"
        role="img"
        aria-label={`Events received: ${bars
          .filter((bar) => bar.stored + bar.dropped + bar.other > 0)
          .map((bar) => `${show(bar.label)} ${count(bar.stored)} stored, ${count(bar.dropped)} dropped`)
          .join("; ")}`}
      >
        {bars.map((bar) => (
          <div
            key={bar.label}
            class="bar"
            title={`${show(bar.label)}: ${count(bar.stored)} stored, ${count(bar.dropped)} dropped, ${count(bar.other)} duplicate or quarantined`}
          >
            <span class="bar-dropped" style={{ height: `${(100 * bar.dropped) / most}%` }} />
            <span class="bar-other" style={{ height: `${(100 * bar.other) / most}%` }} />
            <span class="bar-stored" style={{ height: `${(100 * bar.stored) / most}%` }} />
          </div>
        ))}
      </div>
      <div class="bars-axis num" aria-hidden="true">
        <span>{show(bars[0]?.label ?? "")}</span>
        <span>at most {count(most)}</span>
        <span>{show(bars.at(-1)?.label ?? "")}</span>
      </div>
      <figcaption class="bars-legend">
        <span>
          <span class="swatch bar-stored" /> stored
        </span>
        <span>
          <span class="swatch bar-other" /> duplicate or quarantined
        </span>
        <span>
          <span class="swatch bar-dropped" /> dropped
        </span>
      </figcaption>
    </figure>
  );
}
