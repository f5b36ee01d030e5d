import type { FirstNumbers as Numbers } from "./engine/numbers/numbers";

const WIDTH = 600;
const HEIGHT = 80;

/** Totals and course of the last four weeks from what has been opened, while the database that answers everything else is starting. */
export function FirstNumbers({ numbers: { totals, series } }: { numbers: Numbers }) {
  const most = Math.max(1, ...series.map(({ visitors }) => visitors));
  const step = WIDTH / Math.max(1, series.length - 1);
  const points = series
    .map(({ visitors }, index) => `${(index * step).toFixed(1)},${(HEIGHT - (visitors / most) * HEIGHT).toFixed(1)}`)
    .join(" ");
  return (
    <div class="first-numbers">
      <dl>
        {(
          [
            ["Visitors", totals.visitors],
            ["Visits", totals.visits],
            ["Pageviews", totals.pageviews],
          ] as const
        ).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value.toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label="Visitors a day, last four weeks">
        <polyline points={points} />
      </svg>
      <p class="hint">The last four weeks, from what has been opened so far. Everything else follows when the database has started.</p>
    </div>
  );
}
