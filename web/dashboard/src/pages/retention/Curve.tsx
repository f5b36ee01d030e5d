import { count, percent } from "../../format/numbers";
import type { RetentionInterval } from "./draft";
import type { RetentionAnswer } from "./useRetention";

interface Props {
  rows: RetentionAnswer["average"];
  interval: RetentionInterval;
}

const WIDTH = 720;
const HEIGHT = 160;

/** The mean over all cohorts whose period is over, weighted by their size. The table below it tells the same by cohort. */
export function Curve({ rows, interval }: Props) {
  if (rows.length === 0) return null;
  const points = [{ first_period: 0, share: 100, visitors: rows[0]?.size ?? 0, size: rows[0]?.size ?? 0 }, ...rows];
  const last = points[points.length - 1]?.first_period ?? 1;
  const x = (period: number): number => (period / Math.max(last, 1)) * WIDTH;
  const y = (share: number): number => HEIGHT - (share / 100) * HEIGHT;
  const line = points.map((point) => `${x(point.first_period).toFixed(1)},${y(point.share).toFixed(1)}`).join(" ");
  const end = rows[rows.length - 1];
  return (
    <figure class="retention-curve">
      <figcaption>
        <strong class="num">{percent(rows[0]?.share ?? 0)}</strong> come again a {interval} later
        {end && end !== rows[0] && (
          <>
            , <strong class="num">{percent(end.share)}</strong> {end.first_period} {interval}s later
          </>
        )}
        .
      </figcaption>
      <svg viewBox={`0 -6 ${WIDTH} ${HEIGHT + 12}`} preserveAspectRatio="none" role="img" aria-label={`Mean share by ${interval}`}>
        {[0, 25, 50, 75, 100].map((share) => (
          <line key={share} x1={0} x2={WIDTH} y1={y(share)} y2={y(share)} class="retention-grid" />
        ))}
        <polyline points={line} class="retention-line" />
        {points.map((point) => (
          // A line of no length with round ends: a dot that is not stretched with the drawing.
          <path key={point.first_period} d={`M${x(point.first_period)} ${y(point.share)}h0`} class="retention-point">
            <title>{`+${point.first_period}: ${percent(point.share)}, ${count(point.visitors)} of ${count(point.size)}`}</title>
          </path>
        ))}
      </svg>
    </figure>
  );
}
