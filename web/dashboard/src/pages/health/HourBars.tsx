import type { Books } from "../../api/types";
import { count } from "../../format/numbers";
import { clockIn } from "../../question/timeZone";

interface Day {
  day: string;
  stored: number;
  dropped: number;
  other: number;
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, value) => total + value, 0);

function byDay(hours: readonly (Books & { hour: string })[], timeZone: string): Day[] {
  const days = new Map<string, Day>();
  for (const hour of hours) {
    const { day } = clockIn(timeZone, new Date(hour.hour.endsWith("Z") ? hour.hour : `${hour.hour}Z`));
    const entry = days.get(day) ?? { day, stored: 0, dropped: 0, other: 0 };
    entry.stored += hour.stored;
    entry.dropped += sum(hour.dropped);
    entry.other += hour.duplicate + hour.quarantined;
    days.set(day, entry);
  }
  return [...days.values()].sort((a, b) => a.day.localeCompare(b.day));
}

/** What became of each day's events, as one bar a day. */
export function HourBars({ hours, timeZone }: { hours: readonly (Books & { hour: string })[]; timeZone: string }) {
  const days = byDay(hours, timeZone);
  const most = Math.max(1, ...days.map((day) => day.stored + day.dropped + day.other));
  if (days.length < 2) return null;
  return (
    <figure class="bars-figure">
      <div
        class="bars"
        role="img"
        aria-label={`Events a day: ${days.map((day) => `${day.day} ${count(day.stored)} stored, ${count(day.dropped)} dropped`).join("; ")}`}
      >
        {days.map((day) => (
          <div
            key={day.day}
            class="bar"
            title={`${day.day}: ${count(day.stored)} stored, ${count(day.dropped)} dropped, ${count(day.other)} duplicate or quarantined`}
          >
            <span class="bar-dropped" style={{ height: `${(100 * day.dropped) / most}%` }} />
            <span class="bar-other" style={{ height: `${(100 * day.other) / most}%` }} />
            <span class="bar-stored" style={{ height: `${(100 * day.stored) / most}%` }} />
          </div>
        ))}
      </div>
      <figcaption class="bars-legend">
        <span class="swatch bar-stored" /> stored <span class="swatch bar-other" /> duplicate or quarantined{" "}
        <span class="swatch bar-dropped" /> dropped
      </figcaption>
    </figure>
  );
}
